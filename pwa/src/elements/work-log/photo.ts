// A photo made small and anonymous: drawn anew, it loses the place, the time and the phone that its file names.
const LONGEST = 1280;
const QUALITIES = [0.7, 0.5, 0.35];
const ENOUGH_BYTES = 220_000;

/** The size to draw at: as it is, or with the longer side at the limit. */
export function fitted(width: number, height: number, longest: number = LONGEST): [number, number] {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

function addressOf(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("unreadable"));
    reader.readAsDataURL(file);
  });
}

function opened(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => reject(new Error("no picture"));
    image.src = address;
  });
}

/** The JPEG of a chosen file in base64; rejects what is no picture this phone can open. */
export async function shrunk(file: Blob): Promise<string> {
  const image = await opened(await addressOf(file));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(image.naturalWidth, image.naturalHeight);
  const paper = canvas.getContext("2d");
  if (!paper) throw new Error("no canvas");
  paper.fillStyle = "#fff"; // what was see-through would turn black
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  const made = QUALITIES.map((quality) => () => canvas.toDataURL("image/jpeg", quality).split(",")[1] ?? "");
  for (const make of made) {
    const jpeg = make();
    if (jpeg && jpeg.length * 0.75 <= ENOUGH_BYTES) return jpeg;
  }
  const last = made[made.length - 1]?.();
  if (!last) throw new Error("no picture");
  return last;
}
