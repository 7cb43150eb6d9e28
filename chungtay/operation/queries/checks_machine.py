"""What the doctor asks of the machine: keys, disk, settings, lines, certificate, looks, where papers are read."""

import json
import os
import shutil
import stat
import tempfile
from datetime import datetime
from pathlib import Path

from cryptography import x509
from django.conf import settings as machine
from django.contrib.staticfiles import finders
from django.db import DatabaseError
from django.utils.translation import gettext as _

from chungtay.base.confined import version as landlock_version
from chungtay.operation.databases import is_sqlite
from chungtay.operation.queries.ready import nearest
from chungtay.operation.rules import Finding, State, limits, line_is_safe, state_of_age
from chungtay.people.access import anything_sealed

_ENVIRONMENT = "/etc/chungtay/environment"
_IN_ENGLISH = "en/LC_MESSAGES/django.mo"
# Out of what the nightly backup keeps apart; nothing else is written, and the site goes on with it at once.
_KEYS_BACK = (
    'python3 -c \'import json; print(json.load(open("/var/lib/chungtay-keys/keys.json"))["people.keys"])\''
    " | install -m 600 -o chungtay -g chungtay /dev/stdin {path}"
)
_DRAWN_WITH = ("site/css/base.css", "site/js/app.js", "fonts/be-vietnam-pro-vietnamese-400-normal.woff2")


def keys(now: datetime) -> Finding:
    """The file that opens what is sealed on people: there, readable, and by nobody else."""
    title, path = _("Khóa mã hóa nhân thân"), Path(machine.PEOPLE_KEYS)
    if not path.exists():
        if not _somebody_sealed():
            return Finding("keys", title, State.OK, _("chưa có: chưa có hồ sơ nào"))
        wrong = _("Mất tệp khóa: không mở được tên ai, không ghi được hồ sơ mới.")
        return Finding("keys", title, State.BAD, str(path), wrong, _KEYS_BACK.format(path=path))
    try:
        mode, whole = (
            stat.S_IMODE(path.stat().st_mode),
            "keys" in json.loads(path.read_text(encoding="ascii")),
        )
    except (OSError, ValueError):
        mode, whole = 0, False
    looked = f"{path.name} {mode:04o}"
    if not whole:
        wrong = _("Không đọc được tệp khóa: không mở được tên ai.")
        return Finding("keys", title, State.BAD, looked, wrong, _KEYS_BACK.format(path=path))
    if mode & 0o077:
        wrong = _("Người khác trên máy đọc được tệp khóa.")
        return Finding("keys", title, State.BAD, looked, wrong, f"chmod 600 {path}")
    return Finding("keys", title, State.OK, looked)


def _somebody_sealed() -> bool:
    try:
        return anything_sealed()
    except DatabaseError:  # told of before this; once it answers, so does this
        return False


def disk(now: datetime) -> Finding:
    title, folder = _("Ổ đĩa"), nearest(Path(machine.FILES_ROOT))
    free = shutil.disk_usage(folder)
    share = free.free / free.total
    looked = _("còn %(gib)s GiB, %(share)s%%") % {"gib": free.free >> 30, "share": round(share * 100)}
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        wrong = _("Không ghi được vào thư mục tệp.")
        return Finding("disk", title, State.BAD, looked, wrong, f"chown -R chungtay: {folder}")
    if share < limits().free_bad or free.free < limits().free_bytes_bad:
        return Finding(
            "disk", title, State.BAD, looked, _("Ổ đĩa sắp đầy."), f"du -xh -d 2 {folder} | sort -h | tail"
        )
    if share < limits().free_warn:
        return Finding("disk", title, State.WARN, looked, _("Ổ đĩa còn ít chỗ."), "df -h")
    return Finding("disk", title, State.OK, looked)


def settings(now: datetime) -> Finding:
    """What is fit for a desk and dangerous for a province."""
    title, wrong = _("Cài đặt máy chủ"), []
    https = machine.SESSION_COOKIE_SECURE
    if machine.DEBUG:
        wrong.append(_("CHUNGTAY_DEBUG=1 cho người lạ đọc mã và dữ liệu trong trang lỗi: bỏ dòng ấy."))
    if "*" in machine.ALLOWED_HOSTS:
        wrong.append(_("CHUNGTAY_HOSTS nhận mọi tên: ghi đúng tên của trang."))
    if len(machine.SECRET_KEY) < 50:
        wrong.append(
            _("Khóa bí mật quá ngắn. Tạo tệp secret mới thì mọi người đăng nhập lại, lập lại bước thứ hai.")
        )
    if machine.SITE_ADDRESS.startswith("https:") and not https:
        wrong.append(_("Địa chỉ là https mà CHUNGTAY_HTTPS chưa là 1: cookie đi không mã hóa."))
    if https and not machine.PROXIES:
        wrong.append(_("CHUNGTAY_PROXIES là 0 sau máy chủ https: mọi người đăng nhập như từ một địa chỉ."))
    looked = f"{machine.SITE_ADDRESS}, {', '.join(machine.ALLOWED_HOSTS)}"
    if not wrong:
        return Finding("settings", title, State.OK, looked)
    state = State.BAD if machine.DEBUG and https else State.WARN
    return Finding(
        "settings",
        title,
        state,
        looked,
        " ".join(wrong),
        f"editor {_ENVIRONMENT}; systemctl restart chungtay-web",
    )


def lines(now: datetime) -> Finding:
    """The line to a PostgreSQL on another machine is sealed, and to that machine (ASVS 12.3.1)."""
    title = _("Đường nối tới cơ sở dữ liệu")
    open_now = [
        str(one["HOST"])
        for one in machine.DATABASES.values()
        if not is_sqlite(one) and not line_is_safe(str(one["HOST"]), one["OPTIONS"].get("sslmode", ""))
    ]
    if not open_now:
        return Finding("lines", title, State.OK, _("trên máy này, hoặc mã hóa và biết chắc máy bên kia"))
    wrong = _("Tên người dân đi qua mạng mà không chắc được mã hóa, hoặc không chắc tới đúng máy.")
    mend = _("Thêm ?sslmode=verify-full&sslrootcert=… vào địa chỉ PostgreSQL trong %(file)s") % {
        "file": _ENVIRONMENT
    }
    return Finding("lines", title, State.BAD, ", ".join(open_now), wrong, mend)


def certificate(now: datetime) -> Finding:
    """The one that nginx shows, where the environment says in which file it is."""
    title, path = _("Chứng thư của trang"), machine.CERTIFICATE
    if path is None:
        return Finding("certificate", title, State.OK, _("không đặt CHUNGTAY_CERTIFICATE"))
    try:
        ends = x509.load_pem_x509_certificate(Path(path).read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        wrong = _("Không đọc được tệp chứng thư.")
        return Finding("certificate", title, State.BAD, str(path), wrong, f"ls -l {path}")
    looked = _("đến %(day)s") % {"day": f"{ends:%d/%m/%Y}"}
    state = state_of_age(now - ends, -limits().certificate_warn, -limits().certificate_bad)
    if state == State.OK:
        return Finding("certificate", title, state, looked)
    wrong = _("Chứng thư hết hạn hoặc sắp hết hạn; trình duyệt sẽ chặn trang.")
    return Finding(
        "certificate", title, state, looked, wrong, _("Thay tệp chứng thư, rồi: ") + "systemctl reload nginx"
    )


def looks(now: datetime) -> Finding:
    """Styles, scripts, the font with every Vietnamese mark, and the English words."""
    title = _("Kiểu chữ, giao diện")
    missing = [name for name in _DRAWN_WITH if not finders.find(name)]
    missing += [_IN_ENGLISH for root in machine.LOCALE_PATHS if not Path(root, _IN_ENGLISH).exists()]
    if not missing:
        return Finding("looks", title, State.OK, _("%(count)s tệp mẫu") % {"count": len(_DRAWN_WITH)})
    wrong = _("Thiếu: %(names)s.") % {"names": ", ".join(missing)}
    return Finding("looks", title, State.BAD, "node_modules", wrong, "make setup-run")


def confinement(now: datetime) -> Finding:
    """Whether the process that reads what strangers send can be kept from everything else."""
    title = _("Nơi đọc văn bản gửi đến")
    if known := landlock_version():
        return Finding("confinement", title, State.OK, f"Landlock {known}")
    wrong = _("Nhân Linux không có Landlock: tiến trình đọc văn bản chỉ bị giới hạn bộ nhớ và thời gian.")
    return Finding(
        "confinement",
        title,
        State.WARN,
        f"Linux {os.uname().release}",
        wrong,
        "apt-get install linux-image-amd64",
    )
