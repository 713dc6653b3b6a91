"""What a person read in the source's notes and ruled: marks and their words, limits by case, how fees multiply."""

from __future__ import annotations

MARKS = {
    "limit_unit_lost": (
        "Trang nguồn mất đơn vị của thời hạn; cần đối chiếu quyết định công bố.",
        "The source lost the unit of the time limit; check the published decision.",
    ),
    "limit_not_stated": ("Nguồn không nêu thời hạn giải quyết.", "The source states no time limit."),
    "limit_in_steps": (
        "Nguồn chỉ nêu thời hạn của từng bước, không nêu tổng thời hạn.",
        "The source states the time of each step, not the whole limit.",
    ),
    "limit_by_case": (
        "Thời hạn khác nhau theo trường hợp; nguồn bị cắt bớt.",
        "The limit differs by case and the source is cut short.",
    ),
    "limit_from_note": (
        "Thời hạn đọc từ phần ghi chú của trang nguồn.",
        "The limit was read from a note of the source.",
    ),
    "limit_from_certification_rule": (
        "Thời hạn theo quy định chung về chứng thực (trong ngày, sau 15 giờ thì ngày làm việc tiếp theo).",
        "The limit follows the general rule of certification (same day; after 15:00 the next working day).",
    ),
    "limit_from_other_channel": (
        "Nguồn chỉ nêu thời hạn cho hình thức nộp trực tuyến.",
        "The source states the limit for online filing only.",
    ),
    "limit_rows_differ": (
        "Nguồn nêu thời hạn khác nhau giữa các hình thức nộp; đang dùng dòng nộp trực tiếp.",
        "The source has other limits for other channels; the row for filing at the counter is used.",
    ),
    "limit_unit_conflict": (
        "Nguồn lúc ghi ngày, lúc ghi ngày làm việc.",
        "The source says days in one place and working days in another.",
    ),
    "mountain_time_inferred": (
        "Thời hạn miền núi, hải đảo suy từ hai dòng chênh nhau 10 ngày của trang nguồn.",
        "The time for mountains and islands is inferred from two rows of the source that differ by 10 days.",
    ),
    "variant_to_confirm": (
        "Trường hợp có thời hạn riêng, lấy từ ghi chú của trang nguồn.",
        "A case with its own limit, taken from a note of the source.",
    ),
    "fee_by_province": (
        "Mức thu do Hội đồng nhân dân tỉnh quy định.",
        "The amount is set by the provincial council.",
    ),
    "fee_by_law": (
        "Nguồn dẫn chiếu pháp luật về phí, lệ phí, không nêu mức thu.",
        "The source refers to the fee law and states no amount.",
    ),
    "fee_not_stated": ("Nguồn không nêu phí, lệ phí.", "The source states no fee."),
    "fee_inconsistent": (
        "Nguồn nêu hai mức thu khác nhau.",
        "The source shows two different amounts.",
    ),
    "fee_temporary": (
        "Mức thu theo văn bản có thời hạn; hết hạn phải kiểm tra lại.",
        "The amount rests on a text with an end date; check it again afterwards.",
    ),
    "papers_unknown": ("Chưa có danh mục giấy tờ.", "The list of papers is not known."),
    "paper_counts_repaired": (
        "Số bản bị dính với chữ số đứng trước trong nguồn, đã tách lại.",
        "A number of copies was glued to the digits before it in the source and was parted again.",
    ),
    "paper_nameless": (
        "Nguồn có một dòng giấy tờ trống tên, đã bỏ.",
        "One paper of the source has no name and was left out.",
    ),
    "details_unknown": (
        "Chỉ biết mã và nội dung chính; tên, thời hạn, phí và giấy tờ chưa có.",
        "Only the code and the subject are known; exact name, limit, fee and papers are not.",
    ),
    "handler_to_confirm": (
        "Chưa rõ Công an xã hay bộ phận một cửa tiếp nhận.",
        "It is not clear whether the police or the one-stop receives it.",
    ),
    "civil_status_law_2027": (
        "Từ 01/3/2027 áp dụng Luật Hộ tịch 03/2026/QH15 (trong 24 giờ nếu không có thời hạn riêng).",
        "From 2027-03-01 the Civil Status Law 03/2026/QH15 applies (24 hours where no own limit is set).",
    ),
}
CASE_NAMES = {
    "plain": "Thông thường",
    "mountain_island": "Miền núi, hải đảo",
    "site_check": "Cần kiểm tra thực tế",
    "protected_trees": "Có cây xanh thuộc danh mục cần bảo tồn",
    "funeral": "Phục vụ đám tang",
    "no_valid_card": "Chưa có thẻ căn cước còn hiệu lực",
    "verification": "Trường hợp cần xác minh",
    "complex": "Trường hợp phức tạp",
    "not_in_store": "Chưa có thông tin trong Cơ sở dữ liệu quốc gia về dân cư",
}
WORKING, CALENDAR = "working_days", "calendar_days"
# Read by a person from the notes of the source's rows: code -> (limits by case, marks).
READINGS: dict[str, tuple[list[tuple[str, str, int | None]], list[str]]] = {
    # Three rows of one channel are the steps reception, appraisal, decision; no sum is stated.
    "1.012537": ([("plain", "unknown", None)], ["limit_in_steps", "handler_to_confirm"]),
    "1.012538": ([("plain", "unknown", None)], ["limit_in_steps", "handler_to_confirm"]),
    "1.003956": ([("plain", "unknown", None)], ["limit_in_steps"]),
    "1.004498": ([("plain", "unknown", None)], ["limit_by_case"]),
    # "05 ngày làm việc kể từ ngày nhận được hồ sơ đầy đủ": the limit stands in the note, number and unit.
    "1.004656": ([("plain", WORKING, 5)], ["limit_from_note"]),
    "1.014801": ([("plain", WORKING, 5)], ["limit_from_note"]),
    "1.004680": ([("plain", WORKING, 3), ("site_check", WORKING, 7)], ["limit_from_note"]),
    "1.002693": ([("plain", WORKING, 10), ("protected_trees", WORKING, 20)], ["variant_to_confirm"]),
    "1.013274": ([("plain", WORKING, 5), ("funeral", CALENDAR, 1)], ["variant_to_confirm"]),
    "3.000228": ([("plain", WORKING, 3), ("no_valid_card", WORKING, 7)], ["variant_to_confirm"]),
    "1.010041": (
        [("plain", WORKING, 1), ("verification", WORKING, 3)],
        ["variant_to_confirm", "limit_from_other_channel"],
    ),
    "1.003677": ([("plain", WORKING, 1), ("complex", WORKING, 2)], ["variant_to_confirm", "limit_from_other_channel"]),
    # The row says 30 working days, its note 30 days: the shorter one is promised.
    "1.010040": (
        [("plain", WORKING, 5), ("not_in_store", CALENDAR, 30)],
        ["variant_to_confirm", "limit_unit_conflict"],
    ),
    # The rows say days, the notes working days: the shorter one is promised.
    "2.000986": ([("plain", CALENDAR, 20)], ["limit_unit_conflict"]),
    "2.001023": ([("plain", CALENDAR, 15)], ["limit_unit_conflict"]),
    # 20 working days, 30 in mountain, island, remote or hard-up communes: stated by a province's list.
    "1.012817": ([("plain", WORKING, 20), ("mountain_island", WORKING, 30)], []),
    # Copies and signatures: Decree 23/2015 art. 7. Deals have an own limit that the source does not state.
    **{
        code: ([("plain", "same_day", None)], ["limit_from_certification_rule"])
        for code in ("2.000815", "2.000942", "2.000884", "2.000992", "2.001008")
    },
}
FORMULAS = {
    "2.000815": "certified_copy", "2.000942": "certified_copy", "2.000635": "per_copy", "2.002516": "per_document",
    "2.000884": "per_case", "2.000992": "per_case", "2.001008": "per_case", "2.001263": "per_case",
    "2.000913": "per_deal", "2.000927": "per_deal", "2.001035": "per_deal",
    "2.001016": "per_document", "2.001019": "per_document", "2.001406": "per_document",
    "1.002755": "per_person", "1.004194": "per_person",
}  # fmt: skip
CERTIFIED_COPY_NOTE = (
    "2.000 đồng/trang; từ trang thứ 3 trở lên 1.000 đồng/trang; tối đa 200.000 đồng/bản. "
    "Trang là căn cứ để thu phí được tính theo trang của bản chính."
)
