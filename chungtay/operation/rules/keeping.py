"""Which keys a file of keys holds beside a backup, now and before: none that was kept is ever lost again."""

import json

from chungtay.operation.rules.archives import Wrong


def kept_together(held: str, now: str) -> str:
    """The file ``people.keys`` as it shall be kept: that of ``now``, and what only the one ``held`` from before knows.

    A key that was changed still opens the backups of its time; an empty text is no file. Raises Wrong where one number
    is two keys: then one of the files is not this house's, and nobody but a person can say which.
    """
    if not held or not now:
        return held or now
    try:
        before, after = json.loads(held), json.loads(now)
        lost = {number: key for number, key in before["keys"].items() if number not in after["keys"]}
        same = all(
            before["keys"][number]["secret"] == after["keys"][number]["secret"]
            for number in before["keys"].keys() & after["keys"].keys()
        )
    except (ValueError, LookupError, TypeError, AttributeError):
        raise Wrong(
            "Tệp khóa people.keys, hoặc bản đã giữ của nó, bị cắt hoặc bị hỏng; bản đã giữ không bị đổi."
        ) from None
    if not same:
        raise Wrong(
            "people.keys trên máy này không phải tệp khóa đã giữ: cùng số mà khác khóa. Bản đã giữ không bị đổi. "
            "Nếu tệp trên máy là tệp mới bị tạo nhầm, hãy đặt lại bản đã giữ (chungtay doctor nói cách làm)."
        )
    return json.dumps({**after, "keys": lost | after["keys"]}) if lost else now
