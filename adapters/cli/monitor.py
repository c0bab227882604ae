"""Where a monitor asks how we are, as the settings name it (SPEC 8)."""

from adapters.cli.settings import Settings, SettingsProblem
from adapters.metrics import Metrics
from adapters.web.server import Ready, WebServer
from bot.app.ports import Store


def ensure_monitor_has_its_own_port(settings: Settings) -> None:
    """Raises SettingsProblem where it would listen where the public pages are, to be read by anybody."""
    monitor = settings.monitor
    if monitor.port and monitor.port == settings.web.port:
        raise SettingsProblem(f"monitor.port is {monitor.port}, expected another one than web.port")


def monitor_of(settings: Settings, metrics: Metrics, store: Store, ready: Ready) -> WebServer | None:
    """What listens there, not started; None where nothing is to."""
    monitor = settings.monitor
    if not monitor.port:
        return None
    return WebServer(
        monitor.host,
        monitor.port,
        hooks={},
        ready=ready,
        metrics=lambda: metrics.read(store),
        section="monitor",
    )
