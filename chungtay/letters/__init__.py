"""Official papers set as Nghị định 30/2020/NĐ-CP asks. Pure Python; the door is ``chungtay.letters.rules``."""
