"""The commands of whoever runs the machine: doctor, backup, restore, drill, install, upgrade."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

Start = Callable[[], None]  # makes Django ready; only commands that need it call it


def add_commands(commands: Any, start: Start) -> None:
    """Add the sub-commands to the parser of ``chungtay``."""
    doctor = commands.add_parser("doctor", help="xem hệ thống có chỗ nào hỏng và cách sửa")
    doctor.add_argument("--json", action="store_true", help="cho máy đọc")
    _does(doctor, start, _doctor)

    backup = commands.add_parser("backup", help="sao lưu cơ sở dữ liệu và tệp")
    backup.add_argument("target", type=Path, metavar="THƯ_MỤC")
    backup.add_argument("--with-keys", type=Path, metavar="TỆP", help="ghi khóa vào một tệp riêng, nơi khác")
    backup.add_argument("--keep", type=int, default=0, metavar="SỐ", help="chỉ giữ ngần ấy bản mới nhất")
    _does(backup, start, _backup)

    restore = commands.add_parser("restore", help="khôi phục một bản sao lưu vào chỗ trống")
    restore.add_argument(
        "source", type=Path, metavar="BẢN_SAO", help="một bản, hoặc thư mục (lấy bản mới nhất)"
    )
    restore.add_argument(
        "--into", type=Path, required=True, metavar="THƯ_MỤC", help="thư mục dữ liệu, phải trống"
    )
    restore.add_argument("--database", default="", metavar="URL", help="cơ sở dữ liệu PostgreSQL, phải trống")
    restore.add_argument("--keys", type=Path, metavar="TỆP", help="tệp khóa đã ghi bằng --with-keys")
    restore.add_argument(
        "--until", type=datetime.fromisoformat, metavar="LÚC",
        help="PostgreSQL có lưu WAL: dựng lại đúng lúc này, ví dụ 2026-03-02T09:30:00+07:00",
    )  # fmt: skip
    _does(restore, start, _restore)

    drill = commands.add_parser("drill", help="khôi phục thử bản sao lưu mới nhất, đo và ghi lại")
    drill.add_argument("target", type=Path, metavar="THƯ_MỤC")
    _does(drill, start, _drill)
    _add_changes(commands, start)


def _add_changes(commands: Any, start: Start) -> None:
    """What puts the installation up and renews it."""
    install = commands.add_parser("install", help="cài thành dịch vụ trên Debian 12 (chạy bằng root)")
    install.add_argument("name", metavar="TÊN_MIỀN", help="ví dụ chungtay.tinh.gov.vn")
    install.add_argument("--province", required=True, metavar="MÃ", help="mã tỉnh, ví dụ 11")
    install.add_argument("--agency", required=True, metavar="TÊN", help="cơ quan của người quản trị đầu tiên")
    install.add_argument("--administrator", required=True, metavar="TÊN_ĐĂNG_NHẬP")
    install.add_argument(
        "--root", type=Path, metavar="THƯ_MỤC", help="chỉ ghi các tệp vào đây, không chạy gì"
    )
    install.add_argument("--dry-run", action="store_true", help="chỉ in ra từng bước sẽ làm")
    _does(install, _nothing, _install)

    first = commands.add_parser("administrator", help="lập người quản trị đầu tiên")
    first.add_argument("--province", required=True, metavar="MÃ")
    first.add_argument("--agency", required=True, metavar="TÊN")
    first.add_argument("--username", required=True, metavar="TÊN_ĐĂNG_NHẬP")
    _does(first, start, _first_administrator)

    upgrade = commands.add_parser("upgrade", help="diễn tập rồi nâng cấp lên bản mới")
    upgrade.add_argument("new", type=Path, metavar="THƯ_MỤC_BẢN_MỚI")
    upgrade.add_argument("--backups", type=Path, default=Path("/var/backups/chungtay"), metavar="THƯ_MỤC")
    upgrade.add_argument("--current", type=Path, default=Path("/opt/chungtay/current"), metavar="LIÊN_KẾT")
    upgrade.add_argument("--no-services", action="store_true", help="trang đã được dừng bằng cách khác")
    _does(upgrade, start, _upgrade)


def _nothing() -> None:
    """For a command that must work before there is a site."""


def _does(parser: argparse.ArgumentParser, start: Start, act: Callable[[argparse.Namespace], int]) -> None:
    def run(asked: argparse.Namespace) -> int:
        start()
        from chungtay.base.problems import Refused
        from chungtay.operation.rules import Wrong

        try:
            return act(asked)
        except Wrong as wrong:
            sys.stderr.write(f"{wrong}\n")
        except Refused as refusal:
            sys.stderr.write("".join(f"{problem.message}\n" for problem in refusal.problems))
        return 2

    parser.set_defaults(run=run)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _doctor(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.operation.queries import examine
    from chungtay.operation.rules import State, exit_code

    found = examine(timezone.now())
    if asked.json:
        say(json.dumps([asdict(finding) for finding in found], ensure_ascii=False))
        return exit_code(found)
    signs = {State.OK: "✓", State.WARN: "!", State.BAD: "✗"}
    for finding in found:
        say(f"{signs[finding.state]} {finding.title}: {finding.looked_at}")
        if finding.wrong:
            say(f"    {finding.wrong}")
        if finding.mend:
            say(f"    Cách sửa: {finding.mend}")
    return exit_code(found)


def _backup(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.base.actor import system
    from chungtay.operation.services import back_up

    made = back_up(
        by=system("chungtay backup"),
        now=timezone.now(),
        target=asked.target,
        keys=asked.with_keys,
        keep=asked.keep,
        say=say,
    )
    say(
        f"{asked.target / made.name}: {sum(made.tables.values())} dòng, {len(made.files)} tệp, {made.size} byte."
    )
    if asked.with_keys is None:
        say("Khóa không nằm trong bản sao; không có khóa thì không mở được tên ai. Hãy giữ khóa ở nơi khác:")
        say("    chungtay backup … --with-keys TỆP")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from chungtay.operation import databases
    from chungtay.operation.copies import find_backup, restore

    if asked.until is not None:
        from chungtay.operation.pointintime import rebuild

        for line in rebuild(asked.source, asked.into, asked.until):
            say(line)
        return 0
    database = databases.settings_of(asked.database) if asked.database else None
    made = restore(backup=find_backup(asked.source), into=asked.into, database=database, keys=asked.keys)
    rows = sum(made.tables.values())
    say(f"Đã khôi phục bản {made.name} vào {asked.into}: {rows} dòng, {len(made.files)} tệp, khớp bản kê.")
    if asked.keys is None:
        say("Chưa có khóa: đặt people.keys và secret vào thư mục ấy (quyền 600) trước khi chạy trang.")
    return 0


def _drill(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.base.actor import system
    from chungtay.operation.services import drill

    done = drill(by=system("chungtay drill"), now=timezone.now(), target=asked.target)
    held = f"{done.rows} dòng, {done.files} tệp, nhật ký {done.journal} dòng"
    say(f"Bản {done.backup}: {held}: khôi phục được, khớp bản kê.")
    say(
        f"Đọc lại và so mã {done.verify_s} s, khôi phục {done.restore_s} s, tính lại nhật ký {done.journal_s} s."
    )
    return 0


def _install(asked: argparse.Namespace) -> int:
    from chungtay.operation.install import Wanted, install

    wanted = Wanted(asked.name, asked.province, asked.agency, asked.administrator)
    install(wanted, say=say, root=asked.root, dry_run=asked.dry_run)
    return 0


def _first_administrator(asked: argparse.Namespace) -> int:
    from django.utils import timezone

    from chungtay.base.problems import Refused
    from chungtay.operation.services import open_first_administrator
    from chungtay.operation.services.founding import EXISTS

    try:
        password = open_first_administrator(
            now=timezone.now(), province=asked.province, agency=asked.agency, username=asked.username
        )
    except Refused as refusal:
        if refusal.problems[0].code != EXISTS:
            raise
        say(refusal.problems[0].message)  # installing again is no fault
        return 0
    say(
        f"Tài khoản {asked.username}, mật khẩu đầu tiên (chỉ hiện lần này, phải đổi khi đăng nhập): {password}"
    )
    return 0


def _upgrade(asked: argparse.Namespace) -> int:
    from django.conf import settings
    from django.utils import timezone

    from chungtay.base.actor import system
    from chungtay.operation.services import back_up, settings_here
    from chungtay.operation.upgrade import Services, Site, services, upgrade

    def copied() -> Path:
        made = back_up(by=system("chungtay upgrade"), now=timezone.now(), target=asked.backups)
        return Path(asked.backups) / made.name

    here = Services() if asked.no_services else services(asked.new, say=say)
    site = Site(settings.ENVIRONMENT.data, settings_here(), asked.current)
    upgrade(asked.new, site, back_up=copied, say=say, services=here)
    return 0
