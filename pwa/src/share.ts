// The script of the page that helps to pass the app on.
import "./main.ts";
import "./elements/share-app/define.ts";
