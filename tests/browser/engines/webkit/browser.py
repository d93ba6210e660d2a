"""A window around WebKitGTK that WebDriver drives; MiniBrowser would forget everything at its end when it is driven.

The distribution's Python runs this file, because only that has the bindings. The argument is a JSON object: `memory`
is the folder of what the phone keeps, `channel` the folder through which the tests talk with it: orders come in by
`orders` (a FIFO, a JSON object a line), what happens goes out to `events` and `console`.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import gi  # type: ignore[import-not-found]

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # type: ignore[import-not-found]  # noqa: E402

NOWHERE = "http://127.0.0.1:9"  # nothing listens there: whoever must ask it is without internet


class Browser:
    """The windows of one phone, what happens in them, and the orders for all of them."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        self.channel = Path(options["channel"])
        self.events = (self.channel / "events").open("a", encoding="utf-8", buffering=1)
        self.manager = WebKit2.WebsiteDataManager(
            base_data_directory=f"{options['memory']}/data", base_cache_directory=f"{options['memory']}/cache"
        )
        self.scripts: list[WebKit2.UserScript] = []  # for windows that are not open yet
        self.managers: list[WebKit2.UserContentManager] = []
        self.windows: list[Gtk.Window] = []
        self.context = self._make_context()
        gtk = Gtk.Settings.get_default()
        gtk.set_property("gtk-application-prefer-dark-theme", options["dark"])
        gtk.set_property("gtk-enable-animations", not options["calm"])
        orders = os.open(self.channel / "orders", os.O_RDWR | os.O_NONBLOCK)
        GLib.io_add_watch(GLib.IOChannel.unix_new(orders), GLib.IO_IN, self._obey)

    def _make_context(self) -> "WebKit2.WebContext":
        context = WebKit2.WebContext(website_data_manager=self.manager)
        jar = f"{self.options['memory']}/cookies"
        context.get_cookie_manager().set_persistent_storage(jar, WebKit2.CookiePersistentStorage.SQLITE)
        context.set_preferred_languages([self.options["locale"]])
        context.set_automation_allowed(True)
        context.connect("automation-started", self._started)
        context.connect("download-started", self._download)
        return context

    def _started(self, _context: object, session: Any) -> None:
        session.connect("create-web-view", lambda _session: self._open())

    def _open(self) -> "WebKit2.WebView":
        settings = WebKit2.Settings()
        settings.set_enable_write_console_messages_to_stdout(True)
        settings.set_enable_javascript_markup(self.options["scripts"])
        if self.options["user_agent"]:
            settings.set_user_agent(self.options["user_agent"])
        self.managers.append(WebKit2.UserContentManager())
        for script in self.scripts:
            self.managers[-1].add_script(script)
        view = WebKit2.WebView(
            web_context=self.context,
            user_content_manager=self.managers[-1],
            settings=settings,
            is_controlled_by_automation=True,
        )
        number = len(self.windows)
        view.connect("resource-load-started", lambda _view, _resource, asked: self._tell("request", number, asked))
        view.connect("load-changed", self._loaded, number)
        window = Gtk.Window()
        window.set_decorated(False)
        window.set_default_size(self.options["width"], self.options["height"])
        window.add(view)
        view.connect("close", lambda _view: window.destroy())
        window.show_all()
        self.windows.append(window)
        return view

    def _loaded(self, view: Any, event: Any, number: int) -> None:
        if event == WebKit2.LoadEvent.FINISHED:
            answer = view.get_main_resource().get_response()
            self._tell("load", number, view, status=answer.get_status_code() if answer else 0)

    def _download(self, _context: object, download: Any) -> None:
        def decide(_download: object, name: str) -> bool:
            download.set_destination(f"file://{self.channel}/{name}")
            return True

        def finished(_download: object) -> None:
            self._write({"event": "download", "url": download.get_destination(), "page": 0})

        download.connect("decide-destination", decide)
        download.connect("finished", finished)

    def _tell(self, event: str, page: int, about: Any, **more: Any) -> None:
        self._write({"event": event, "page": page, "url": about.get_uri(), **more})

    def _write(self, event: dict[str, Any]) -> None:
        self.events.write(json.dumps(event) + "\n")

    def _obey(self, channel: Any, _condition: object) -> bool:
        order = json.loads(channel.readline())
        if "offline" in order:
            mode = WebKit2.NetworkProxyMode.CUSTOM if order["offline"] else WebKit2.NetworkProxyMode.NO_PROXY
            nowhere = WebKit2.NetworkProxySettings.new(NOWHERE, [])
            self.manager.set_network_proxy_settings(mode, nowhere if order["offline"] else None)
        else:
            everywhere, start = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
            script = WebKit2.UserScript.new(order["script"], everywhere, start, None, None)
            if order["page"] is None:
                self.scripts.append(script)
            for manager in self.managers if order["page"] is None else [self.managers[order["page"]]]:
                manager.add_script(script)
        self._write({"event": "obeyed", "page": 0, "url": ""})
        return True


if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    console = os.open(Path(given["channel"]) / "console", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(console, 1)
    os.dup2(console, 2)
    Browser(given)
    Gtk.main()
