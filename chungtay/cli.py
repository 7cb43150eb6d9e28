"""The command `chungtay`. Each sub-command imports only what it needs: `read` knows no Django."""

import argparse
import ctypes
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chungtay.archive.commands import add_export, add_import
from chungtay.operation.commands import add_commands
from chungtay.reader.command import add_arguments

_PR_SET_PDEATHSIG = 1  # of Linux's prctl
_NICE = 5  # of the worker: whoever waits before a page goes first
NO_DATABASE = (
    "Không vào được, hoặc vừa mất, cơ sở dữ liệu PostgreSQL nêu trong DATABASE_URL. Hãy xem máy chủ PostgreSQL có "
    "đang chạy không, cơ sở dữ liệu và người dùng có tên ấy đã được tạo chưa, mật khẩu có đúng không."
)


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command; returns the exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["--environment"]:  # before anything reads what the machine decides
        from chungtay.site.environment import take_from

        take_from(Path(given[1]))
        given = given[2:]
    if given[:1] == ["law"]:  # it reads its own arguments: programs that ask badly are told so in JSON
        from chungtay.law.command import main as ask

        return ask(given[1:])
    asked = _parser().parse_args(given)
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except Exception as problem:
        if not _is_out_of_reach(problem):
            raise
        print(NO_DATABASE, file=sys.stderr)
        return 1


def _is_out_of_reach(problem: Exception) -> bool:
    """Whether PostgreSQL did not let us in or went away; what it refuses otherwise has an SQLSTATE of its own."""
    from psycopg import OperationalError

    return isinstance(problem.__cause__, OperationalError) and problem.__cause__.sqlstate is None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="chungtay", description="Từ kế hoạch đã ký đến việc làm, số liệu, báo cáo."
    )
    parser.add_argument(
        "--environment", metavar="TỆP", help="tệp cài đặt của máy, như /etc/chungtay/environment"
    )
    commands = parser.add_subparsers(required=True, metavar="VIỆC")

    read = commands.add_parser("read", help="đọc một văn bản (.txt .md .html .docx .pdf)")
    add_arguments(read)

    commands.add_parser("law", help="hỏi luật: thời hạn, biện pháp, kỳ báo cáo, loại địa bàn")

    serve = commands.add_parser("serve", help="chạy trang web và người làm việc nền")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=1)
    serve.add_argument(
        "--forget", type=int, default=3600, metavar="GIÂY",
        help="thay tiến trình sau ngần ấy giây (từ 60), để bộ nhớ không giữ điều đã đọc lâu hơn",
    )  # fmt: skip
    serve.add_argument("--no-worker", action="store_true", help="người làm việc nền chạy riêng")
    serve.set_defaults(run=_serve)

    worker = commands.add_parser("worker", help="chỉ chạy người làm việc nền")
    worker.add_argument("--parent", type=int, metavar="SỐ", help="tiến trình mà mất thì dừng theo")
    worker.set_defaults(run=_worker)
    _simple(commands, "example", "điền tỉnh ví dụ", _example)
    _grouped(commands, "places", "load", "nạp đơn vị hành chính hai thời kỳ", _load_places)
    _grouped(commands, "catalogue", "load", "nạp danh mục chỉ tiêu", _load_catalogue)
    _grouped(
        commands, "people", "rotate-keys", "đổi khóa mã hóa nhân thân, trong khi trang vẫn chạy", _rotate_keys
    )
    journal = commands.add_parser("journal", help="kiểm tra nhật ký có bị sửa không")
    verify = journal.add_subparsers(required=True, metavar="VIỆC").add_parser("verify")
    verify.add_argument(
        "--against", nargs=2, metavar=("DÒNG", "MÃ"), help="dòng và mã băm của một chứng nhận cũ"
    )
    verify.set_defaults(run=_verify_journal)

    add_export(commands, _django)
    add_import(commands, _django)
    add_commands(commands, _django)

    manage = commands.add_parser("manage", help="lệnh của Django (migrate, makemigrations …)")
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(run=_manage)
    return parser


def _simple(commands: Any, name: str, words: str, run: Callable[[argparse.Namespace], int]) -> None:
    commands.add_parser(name, help=words).set_defaults(run=run)


def _grouped(
    commands: Any, group: str, name: str, words: str, run: Callable[[argparse.Namespace], int]
) -> None:
    inner = commands.add_parser(group, help=words).add_subparsers(required=True, metavar="VIỆC")
    _simple(inner, name, words, run)


def _django() -> None:
    import django

    from chungtay.site.environment import use_settings

    use_settings()
    django.setup()


def _serve(asked: argparse.Namespace) -> int:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    if not _is_free(asked.host, asked.port):
        print(
            f"Cổng {asked.port} đang có chương trình khác dùng. Hãy chọn cổng khác: make run PORT=8001",
            file=sys.stderr,
        )
        return 2
    from chungtay.site.environment import count_together, read_environment

    # Machines that share a data folder count apart, and each is asked for its own.
    count_together(read_environment().data / "measures" / f"{socket.gethostname()}-{asked.port}")
    _django()
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)  # compressed beside the originals
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash leaves no picture of the memory on the disk
    os.register_at_fork(after_in_child=_end_with_parent)
    stopping = threading.Event()
    worker = threading.Thread(target=_keep_worker, args=(stopping,))
    server = Server(
        "chungtay.site.wsgi:application",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=1,
        workers_lifetime=asked.forget,
        respawn_failed_workers=True,
        workers_kill_timeout=60,
        log_access=False,
        log_level=LogLevels.warning,
    )
    server.on_startup(lambda: print(f"Chung Tay: http://{asked.host}:{asked.port}", flush=True))
    if not asked.no_worker:
        worker.start()
    try:
        server.serve()
    finally:
        stopping.set()
        if worker.is_alive():
            worker.join()
    return 0


def _keep_worker(stopping: threading.Event) -> None:
    """A worker for as long as the server stands: one that was killed is followed by another."""
    while True:
        command = [sys.executable, "-m", "chungtay.cli", "worker", "--parent", str(os.getpid())]
        worker = subprocess.Popen(command)  # noqa: S603 - the program itself
        while worker.poll() is None:
            if stopping.wait(1):
                worker.terminate()
                worker.wait(timeout=30)
                return


def _end_with_parent(number: signal.Signals = signal.SIGKILL) -> None:
    """Go when the server is killed outright. One that answers requests goes at once: the door is free for the next."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _worker(asked: argparse.Namespace) -> int:
    os.nice(_NICE)
    if asked.parent is not None:  # the kernel ends it with its server, also while it still begins
        _end_with_parent(signal.SIGTERM)
    _django()
    from chungtay.notices import worker

    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    # A worker whose server was killed outright must not go on alone, even if that was before it had asked the kernel.
    worker.run_forever(lambda: stopped.is_set() or asked.parent not in (None, os.getppid()))
    return 0


def _example(_asked: argparse.Namespace) -> int:
    _django()
    from chungtay.example.services import Halfway, fill

    try:
        fill(say=lambda line: print(line, flush=True))
    except Halfway as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _load_places(_asked: argparse.Namespace) -> int:
    _django()
    from django.core.management import call_command

    call_command("load_places")
    return 0


def _load_catalogue(_asked: argparse.Namespace) -> int:
    _django()
    from django.utils import timezone

    from chungtay.catalogue import services

    loaded = services.load_catalogue(now=timezone.now())
    print(
        f"{loaded.elements} chỉ tiêu, {loaded.cells} ô, {loaded.data_sets} biểu mẫu; {loaded.changed} dòng thay đổi."
    )
    return 0


def _rotate_keys(_asked: argparse.Namespace) -> int:
    _django()
    from django.utils import timezone

    from chungtay.base.actor import system
    from chungtay.people import services
    from chungtay.people.keys import KeysMissing

    try:
        number = services.rotate_keys(by=system("chungtay people rotate-keys"), now=timezone.now())
    except KeysMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    print(f"Từ nay mã hóa bằng khóa số {number}. Việc nền đang mã hóa lại; hãy sao lưu tệp people.keys ngay.")
    return 0


def _verify_journal(asked: argparse.Namespace) -> int:
    _django()
    from chungtay.journal import queries

    broken = queries.verify()
    for number in broken:
        print(f"Dòng {number} của nhật ký không khớp: đã bị sửa, hoặc dòng trước nó đã bị xóa.")
    gone = bool(asked.against) and not (
        asked.against[0].isdecimal() and queries.still_says(int(asked.against[0]), asked.against[1])
    )
    if gone:
        print(f"Dòng {asked.against[0]} không còn như chứng nhận cũ: nhật ký đã bị cắt hoặc viết lại.")
    if not broken and not gone:
        proof = queries.get_proof()
        print(
            f"Nhật ký nguyên vẹn: {proof.count} dòng. Dòng cuối số {proof.number}, mã băm:\n{proof.fingerprint}"
        )
    return 1 if broken or gone else 0


def _manage(asked: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    from chungtay.site.environment import use_settings

    use_settings()
    execute_from_command_line(["chungtay manage", *asked.rest])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
