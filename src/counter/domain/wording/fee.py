"""Wording of the subject: fee."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "fee.free": ("Không thu phí.", "No fee."),
    "fee.fixed": ("{vi} đồng.", "{en} VND."),
    "fee.per_copy": ("{vi} đồng/bản sao × {count}.", "{en} VND a copy × {count}."),
    "fee.per_case": ("{vi} đồng/trường hợp × {count}.", "{en} VND a case × {count}."),
    "fee.per_deal": ("{vi} đồng/giao dịch × {count}.", "{en} VND a deal × {count}."),
    "fee.per_document": ("{vi} đồng/văn bản × {count}.", "{en} VND a document × {count}."),
    "fee.per_person": ("{vi} đồng/người × {count}.", "{en} VND a person × {count}."),
    "fee.certified_copy": (
        "{pages} trang: {vi} đồng/bản × {copies}.",
        "{pages} pages: {en} VND a copy × {copies}.",
    ),
    "fee.pages_wanted": (
        "{vi} đồng/trang, từ trang thứ 3 trở lên 1.000 đồng/trang, tối đa 200.000 đồng/bản: ghi số trang và số bản.",
        "{en} VND a page, 1,000 from page 3 on, at most 200,000 a copy: enter pages and copies.",
    ),
    "fee.by_province": (
        "Mức thu do Hội đồng nhân dân tỉnh quy định: ghi số tiền theo nghị quyết đang áp dụng.",
        "Set by the provincial council: enter the amount of the resolution in force.",
    ),
    "fee.by_law": (
        "Mức thu theo pháp luật về phí và lệ phí: ghi số tiền nếu thu tại quầy.",
        "Set by the fee law: enter the amount if it is taken at the counter.",
    ),
    "fee.unknown": (
        "Danh mục chưa có mức thu: ghi số tiền nếu thu tại quầy.",
        "The catalogue has no amount: enter it if it is taken at the counter.",
    ),
    "fee.expired": (
        "Mức thu trong danh mục chỉ áp dụng đến {until}: ghi số tiền theo văn bản mới.",
        "The catalogue's amount held until {until}: enter the amount of the new text.",
    ),
    "fee.stated": ("{vi} đồng, do cán bộ ghi.", "{en} VND, entered by the clerk."),
    "fee.amount": (
        "Số tiền phải là số nguyên từ 0 đến {highest} đồng.",
        "The amount is a whole number from 0 to {highest} VND.",
    ),
    "fee.quantity": (
        "Số lượng phải là số nguyên từ 1 đến {most}.",
        "A quantity is a whole number from 1 to {most}.",
    ),
    "fee.paid_unknown": (
        "Chưa có số tiền nên chưa ghi nhận đã thu được. Hãy ghi số tiền.",
        "There is no amount yet, so it cannot be marked as paid. Enter the amount.",
    ),
}
