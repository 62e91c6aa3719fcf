"""Servers as processes of their own: started, looked at, stopped."""

import contextlib
import http.client
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

PATIENCE_S = 60
POSTGRES = Path("/usr/lib/postgresql/15/bin")
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Server:
    """A server whose tiles stand under `path`, which holds {z}, {x} and {y}."""

    def __init__(self, name: str, path: str, command: list, port: int, env=None, helpers=()):
        self.name, self.path, self.port, self.helpers = name, path, port, helpers
        self.command, self.env, self.process = command, env, None

    def start(self, first: str) -> float:
        """Starts it; milliseconds until it answers with that tile."""
        begun = time.perf_counter()
        self.process = subprocess.Popen(
            self.command, env={**os.environ, **(self.env or {})},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while time.perf_counter() - begun < PATIENCE_S:
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended at once: {self.command}")
            try:
                asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
                asking.request("GET", first)
                answer = asking.getresponse()
                answer.read()
                if answer.status == 200:
                    return (time.perf_counter() - begun) * 1000
            except OSError:
                pass
            time.sleep(0.002)
        raise RuntimeError(f"{self.name} did not answer {first}")

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def paths(self, tiles) -> list[str]:
        return [self.path.format(z=z, x=x, y=y) for z, x, y in tiles]

    def all_processes(self) -> list[int]:
        own = [self.process.pid, *children(self.process.pid)]
        return own + [pid for helper in self.helpers for pid in helper.all_processes()]

    def cpu_seconds(self) -> float:
        return sum(map(cpu_seconds_of, self.all_processes()))

    def memory_mb(self) -> float:
        """Resident memory; what processes share counts once."""
        return sum(map(proportional_mb_of, self.all_processes()))


class Database:
    """A PostgreSQL server with a folder of its own, gone when it is stopped."""

    def __init__(self):
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="peers-postgres-"))
        # It refuses to run as root.
        self.as_user = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self.as_user = ["runuser", "-u", "postgres", "--"]
        self.user = "postgres" if self.as_user else pwd.getpwuid(os.geteuid()).pw_name
        self.data = self.folder / "data"
        self.run("initdb", "-D", self.data, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        settings = {
            "port": self.port, "listen_addresses": "127.0.0.1",
            "unix_socket_directories": self.folder, "shared_buffers": "1GB", "work_mem": "64MB",
            "jit": "off", "max_parallel_workers_per_gather": 0, "fsync": "off",
        }
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", options, "start")
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "peers")

    def run(self, program: str, *words) -> None:
        subprocess.run([*self.as_user, POSTGRES / program, *words], check=True, cwd="/",
                       stdout=subprocess.DEVNULL)

    @property
    def address(self) -> str:
        return f"host=127.0.0.1 port={self.port} user={self.user} dbname=peers"

    @property
    def url(self) -> str:
        return f"postgres://{self.user}@127.0.0.1:{self.port}/peers"

    def all_processes(self) -> list[int]:
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        return [first, *children(first)]

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)


def nginx_settings(folder: Path, tiles: Path, port: int) -> Path:
    """Settings of a server of files that does as little as it can."""
    settings = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    settings.write_text(f"""{user}
daemon off;
worker_processes auto;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  open_file_cache max=20000 inactive=1h;
  open_file_cache_valid 1h;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      root {tiles};
      gzip_static always;
      types {{ }}
      default_type application/vnd.mapbox-vector-tile;
      add_header Cache-Control "public, max-age=60";
    }}
  }}
}}
""")
    return settings


def children(parent: int) -> list[int]:
    """Every process under that one."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(fields_of(stat)[1])
        except OSError:
            continue
    found, looked_at = [parent], 0
    while looked_at < len(found):
        found += [pid for pid, own in parents.items() if own == found[looked_at]]
        looked_at += 1
    return found[1:]


def fields_of(stat: Path) -> list[str]:
    # The name may hold spaces; what follows its parenthesis does not.
    return stat.read_text().rsplit(")", 1)[1].split()


def cpu_seconds_of(pid: int) -> float:
    try:
        fields = fields_of(Path(f"/proc/{pid}/stat"))
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICKS


def tree_cpu_seconds(pid: int) -> float:
    """What a process, its children and those of them that have ended spent."""
    spent = 0
    for own in [pid, *children(pid)]:
        with contextlib.suppress(OSError):
            spent += sum(map(int, fields_of(Path(f"/proc/{own}/stat"))[11:15]))
    return spent / TICKS


def proportional_mb_of(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
