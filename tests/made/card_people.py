"""People who do not exist, with addresses in places that do: what the scans of the tests say."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta


def _words(text: str) -> list[str]:
    return text.split()


FAMILIES = _words("""Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lâm Trịnh Mai Đào Tô
Trương Hà Cao Lương Lưu Thái Châu Tạ Phùng Quách Vi Chìu Chíu Tằng Lỷ Phùn Voòng Dường Làu Sẻn Nình Hứa La Trạc Bế Nông Lã
Khúc Triệu Kiều Âu Tống Từ Ninh Đồng Lục Phí Doãn Đàm Giáp Nghiêm Mạc Cù Ứng""")
MIDDLES = _words("""Văn Thị Đức Hữu Quang Minh Ngọc Thanh Xuân Thu Hồng Kim Bảo Gia Khánh Tuấn Anh Đình Công Quốc Mạnh Tiến
Diệu Mỹ Hải Bích Thùy Phương Như Thế Trọng Duy Hoài Tường Việt Nhật Đăng Trung Viết Bá Sỹ A""")
GIVENS = _words("""An Anh Bình Cường Dũng Đạt Đức Giang Hà Hải Hạnh Hằng Hiền Hiếu Hòa Hoa Huệ Hùng Hương Hường Huyền Khánh
Khoa Kiên Lan Linh Loan Long Ly Mai Minh My Nam Nga Ngân Nghĩa Ngọc Nguyệt Nhung Oanh Phong Phúc Phượng Quân Quý Quyên Quỳnh
Sáu Sơn Tâm Tân Thảo Thắng Thành Thủy Thúy Tiến Toàn Trang Trinh Trúc Tú Tuấn Tùng Tuyết Uyên Vân Việt Vinh Vượng Vỹ Xuân
Yến Ý Ái Út Ân Ánh Đào Điệp Mằn Sìu Sập Khuê Luyến Nhàn Nghiêm Thuận Thuần Tuyền Duyên Dậu Cúc Cửu Hợi Phụng Thạch""")
PLACES = """An Sinh; Đông Triều; Bình Khê; Mạo Khê; Hoàng Quế; Yên Tử; Vàng Danh; Uông Bí; Đông Mai; Hiệp Hòa; Quảng Yên; Hà An;
Phong Cốc; Liên Hòa; Tuần Châu; Việt Hưng; Bãi Cháy; Hà Tu; Hà Lầm; Cao Xanh; Hồng Gai; Hạ Long; Hoành Bồ; Mông Dương;
Quang Hanh; Cẩm Phả; Cửa Ông; Móng Cái 1; Móng Cái 2; Móng Cái 3; Quảng La; Thống Nhất; Hải Hòa; Tiên Yên; Điền Xá;
Đông Ngũ; Hải Lạng; Lương Minh; Kỳ Thượng; Ba Chẽ; Quảng Tân; Đầm Hà; Quảng Hà; Đường Hoa; Quảng Đức; Hoành Mô; Lục Hồn;
Bình Liêu; Hải Sơn; Hải Ninh; Vĩnh Thực; Cái Chiên; Vân Đồn; Cô Tô""".replace("\n", " ").split("; ")
FORMER = """Giếng Đáy; Ka Long; Hùng Thắng; Sông Khoai; Đồng Rui; Đồn Đạc; Húc Động; Đạp Thanh; Vô Ngại; Thượng Yên Công; Bằng Cả;
Quan Lạn; Ngọc Vừng; Bản Sen; Đài Xuyên; Dực Yên; Phong Dụ; Tiên Lãng; Vũ Oai; Trà Cổ; Cái Rồng; Ninh Dương; Tràng Lương;
Nguyễn Huệ; Hồng Thái Tây; Giang Ma; Pò Hèn; Tân Lập; Yên Than; Dân Chủ; Minh Châu; Cẩm Thạch""".replace(
    "\n", " "
).split("; ")
OTHER = ["TP. Hải Phòng", "Hà Nội", "Bắc Ninh", "tỉnh Đắk Lắk", "tỉnh Cà Mau", "TP Huế", "Lạng Sơn", "Nghệ An"]


@dataclass(frozen=True)
class Truth:
    """What a card says."""

    number: str
    old_number: str
    name: str
    birth_date: date
    sex: str
    address: str
    issue_date: date
    extra: str = ""

    @property
    def payload(self) -> str:
        fields = [
            self.number, self.old_number, self.name, self.birth_date.strftime("%d%m%Y"),
            "Nam" if self.sex == "male" else "Nữ", self.address, self.issue_date.strftime("%d%m%Y"),
        ]  # fmt: skip
        return "|".join(fields) + self.extra


def people(count: int, seed: int = 20261121) -> list[Truth]:
    chance = random.Random(seed)
    return [_person(chance) for _ in range(count)]


def _person(chance: random.Random) -> Truth:
    sex = chance.choice(["male", "female"])
    born = date(1936, 1, 1) + timedelta(days=chance.randrange(88 * 365))
    digit = (born.year - 1900) // 100 * 2 + (sex == "female")
    number = (
        f"{chance.choice([22, 22, 22, 1, 31, 38, 96, 71]):03d}{digit}{born.year % 100:02d}{chance.randrange(10**6):06d}"
    )
    old = chance.choice(["", f"{chance.randrange(10**9):09d}", f"{chance.randrange(10**9):09d}", number])
    name = [chance.choice(FAMILIES), chance.choice(MIDDLES), chance.choice(GIVENS)]
    if chance.random() < 0.3:
        name.insert(2, chance.choice(MIDDLES))
    words = " ".join(name)
    if chance.random() < 0.1:
        words = words.upper()
    issued = max(date(2021, 1, 4), born) + timedelta(days=chance.randrange(1600))
    return Truth(number, old, words, born, sex, _address(chance), issued, chance.choice(["", "", "||||"]))


def _address(chance: random.Random) -> str:
    n = chance.randrange
    house = chance.choice(
        [
            f"Tổ {n(1, 30)}, khu {n(1, 12)}", f"Số {n(1, 400)}, tổ {n(1, 20)}", f"Thôn {n(1, 9)}",
            f"Khu {n(1, 9)}{chance.choice('ABC')}",
            f"Tổ {n(1, 99)}A", f"Thôn {chance.choice(FORMER)}", f"Tổ dân phố {n(1, 9)}", f"{n(1, 500)}/{n(1, 20)} đường Trần Phú",
            f"Số nhà {n(1, 99)}, ngõ {n(1, 60)}, tổ {n(1, 9)}", f"Khu {chance.choice(FORMER)}", f"TDP {n(1, 9)}",
        ]
    )  # fmt: skip
    unit = chance.choice(PLACES)
    kind = chance.choice(["phường ", "xã ", "P. ", "Phường ", "", "X. ", "đặc khu "])
    if chance.random() < 0.15:
        return f"{house}, {kind}{chance.choice(FORMER)}, {chance.choice(OTHER)}"
    middle = f", {chance.choice(FORMER)}" if chance.random() < 0.3 else ""
    return f"{house}{middle}, {kind}{unit}, {chance.choice(['Quảng Ninh', 'tỉnh Quảng Ninh', 'T. Quảng Ninh'])}"
