"""``chungtay export`` and ``chungtay import``: from the machine itself, never from a web page."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from chungtay.base.actor import Actor, system
from chungtay.base.problems import Refused

Prepare = Callable[[], None]
_KEYS_WARNING = """
TỆP KHÓA {path} mở được mọi thứ đã niêm phong trong gói: nhân thân, ghi chép, mật khẩu đã băm, bước thứ hai.
Ai có cả gói và tệp khóa thì đọc được tất cả. Hãy giữ nó ở nơi khác với gói, và xóa khi không cần nữa."""


def add_export(commands: Any, prepare: Prepare) -> None:
    """``prepare`` makes Django ready; only who asks for this command waits for it."""
    command = commands.add_parser(
        "export", help="xuất toàn bộ dữ liệu của tỉnh ra một tệp .zip, định dạng mở"
    )
    command.add_argument("to", type=Path, metavar="THƯ_MỤC|TỆP.zip")
    command.add_argument("--by", required=True, metavar="TÀI_KHOẢN", help="tên đăng nhập của người xuất")
    command.add_argument("--reason", required=True, help="vì sao; được ghi vào nhật ký")
    command.add_argument("--with-keys", type=Path, metavar="TỆP", help="xuất riêng các khóa ra tệp này")
    command.set_defaults(run=lambda asked: run_export(asked, prepare))


def add_import(commands: Any, prepare: Prepare) -> None:
    command = commands.add_parser("import", help="nhập một gói đã xuất vào hệ thống trống")
    command.add_argument("path", type=Path, metavar="TỆP.zip")
    command.add_argument("--by", required=True, metavar="TÊN", help="tên người nhập")
    command.add_argument("--reason", required=True, help="vì sao; được ghi vào nhật ký")
    command.add_argument("--keys", type=Path, metavar="TỆP", help="tệp khóa đã xuất cùng gói")
    command.set_defaults(run=lambda asked: run_import(asked, prepare))


def run_export(asked: argparse.Namespace, prepare: Prepare) -> int:
    prepare()
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from chungtay.archive import services

    now = timezone.now()
    account = get_user_model().objects.filter(username=asked.by.strip().lower(), is_active=True).first()
    if account is None:
        return _say_no(f"Không có tài khoản “{asked.by}” đang mở. Hãy ghi tên đăng nhập của người xuất.")
    to = _place(asked.to, timezone.localtime(now))
    try:
        made = services.export_archive(
            by=_at_the_machine(account.pk, str(account)), now=now, reason=asked.reason, to=to, keys=asked.with_keys,
            say=_progress,
        )  # fmt: skip
    except Refused as refused:
        return _say_no(*(problem.message for problem in refused.problems))
    except OSError as problem:  # no such folder, no right to write there, a full disk
        return _say_no(
            f"Không ghi được “{problem.filename or to}”: {problem.strerror}. Chưa có tệp nào được tạo."
        )
    print(f"{to}: {made.rows} dòng, {made.files} tệp. Mã SHA-256 của manifest.json:\n{made.sha256}")
    if made.missing:
        print(f"Máy này đã mất {len(made.missing)} tệp; gói ghi rõ đó là tệp nào.")
    if asked.with_keys:
        print(_KEYS_WARNING.format(path=asked.with_keys))
    return 0


def run_import(asked: argparse.Namespace, prepare: Prepare) -> int:
    prepare()
    from django.utils import timezone

    from chungtay.archive import services

    try:
        rows = services.import_archive(
            by=_at_the_machine(0, asked.by), now=timezone.now(), reason=asked.reason, path=asked.path, keys=asked.keys,
            say=_progress,
        )  # fmt: skip
    except Refused as refused:
        return _say_no(*(problem.message for problem in refused.problems))
    print(f"Đã nhập {rows} dòng. Nhật ký nguyên vẹn, khóa giữa các bảng đã kiểm tra.")
    if asked.keys:
        print("Khóa đã đặt vào chỗ. Hãy khởi động lại Chung Tay.")
    else:
        print(
            "Gói không mang theo mật khẩu: hãy đặt mật khẩu cho người quản trị bằng\n"
            "  chungtay manage changepassword TÊN\n"
            "Phần đã niêm phong chỉ mở được sau khi chép tệp people.keys cũ vào thư mục dữ liệu của máy này."
        )
    return 0


def _place(asked: Path, now: datetime) -> Path:
    """A folder gets a file named after the day and the minute."""
    return asked / f"chung-tay-{now:%Y%m%d-%H%M}.zip" if asked.is_dir() else asked


def _at_the_machine(account: int, name: str) -> Actor:
    """Who sits at the machine itself: no post says so, and the journal has their name."""
    return replace(system(name), account=account, post_name="dòng lệnh trên máy chủ")


def _progress(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _say_no(*sentences: str) -> int:
    print(*sentences, sep="\n", file=sys.stderr)
    return 1
