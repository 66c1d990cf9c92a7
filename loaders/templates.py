"""This project's own templates, derived from the schema: one file form for each node kind and one for relationships.

A relationship file says in its first column which kind each row is, so every kind has its example and one mapping
reads them all. Headers are Chinese or English.
"""

from __future__ import annotations

import csv
import io
from functools import lru_cache
from typing import Any

from graph_service.schema import NODE_KINDS, RELATIONSHIP_KINDS, Property, ValueType
from loaders.mapping import Mapping

LANGUAGES = ("zh", "en")
_WORDS = {
    "zh": {"local": "来源内编号", "observed": "观察日期", "kind": "关系种类", "from": "起点", "to": "终点", "type": "类型", "name": "名称",
           "code": "统一社会信用代码", "number": "证件号码", "valid_from": "生效日期", "valid_to": "失效日期", "record": "记录编号",
           "subject_type": "主体类型", "subject": "主体名称", "subject_code": "主体统一社会信用代码", "subject_number": "主体证件号码"},
    "en": {"local": "Local id", "observed": "Observed on", "kind": "Relationship", "from": "From ", "to": "To ", "type": "type", "name": "name",
           "code": "credit code", "number": "ID number", "valid_from": "Valid from", "valid_to": "Valid to", "record": "Record id",
           "subject_type": "Subject type", "subject": "Subject name", "subject_code": "Subject credit code",
           "subject_number": "Subject ID number"},
}  # fmt: skip
_SOURCE = {"id": "own-templates", "zh": "本单位按模板报送", "en": "Own files in template form", "unit": "local"}
_CODES = ("uscc", "org_code", "registration_number", "lei")


@lru_cache(maxsize=1)
def template_mappings() -> dict[str, Mapping]:
    """The mapping of every template in both languages, by id."""
    found = [node_mapping(kind, language) for kind in NODE_KINDS for language in LANGUAGES]
    found += [relationship_mapping(language) for language in LANGUAGES]
    return {mapping.id: mapping for mapping in found}


def node_mapping(kind: str, language: str) -> Mapping:
    """The mapping of one node kind's template."""
    word = _WORDS[language]
    properties = NODE_KINDS[kind].properties
    values = {
        p.name: _cell(p, language) for p in properties if p.type is not ValueType.ID_NUMBER and p.name not in _CODES
    }
    entity: dict[str, Any] = {"kind": kind, "required": True, "values": values, "identity": _identity(kind, language)}
    content: dict[str, Any] = {
        "id": f"template.{_slug(kind)}.{language}",
        "version": 1,
        "title": {"zh": f"模板：{NODE_KINDS[kind].zh}", "en": f"Template: {NODE_KINDS[kind].en}"},
        "source": _SOURCE,
        "recognize": [word["local"], word["observed"], *[getattr(p, language) for p in properties]],
        "observed_on": {"column": word["observed"]},
        "entities": {"entity": entity},
    }
    if kind == "ContactPoint":
        entity |= {"values": {}, "identity": {}, "contact": "{" + _caption(kind, "contact", language) + "}"}
        entity["value"] = _caption(kind, "value", language)
    if kind == "CreditRecord":
        _add_subject(content, word)
    return Mapping.model_validate(content)


def relationship_mapping(language: str) -> Mapping:
    """The one mapping that reads every relationship kind."""
    word = _WORDS[language]
    properties = {p.name: p for k in RELATIONSHIP_KINDS.values() for p in k.properties}
    kinds = {name: name for name in RELATIONSHIP_KINDS} | {
        getattr(k, language): k.name for k in RELATIONSHIP_KINDS.values()
    }
    return Mapping.model_validate({
        "id": f"template.relationship.{language}",
        "version": 1,
        "title": {"zh": "模板：关系", "en": "Template: relationships"},
        "source": _SOURCE,
        "recognize": [word["kind"], word["from"] + word["name"], word["to"] + word["name"], word["record"], word["observed"]],
        "observed_on": {"column": word["observed"]},
        "record": "{" + word["record"] + "}",
        "entities": {"origin": _end("from", language), "target": _end("to", language)},
        "relationships": [{
            "kind": {"column": word["kind"], "map": kinds}, "from": "origin", "to": "target",
            "valid_from": word["valid_from"], "valid_to": word["valid_to"],
            "values": {name: _cell(p, language) for name, p in properties.items()},
        }],
    })  # fmt: skip


def template_csv(kind: str, language: str = "zh") -> str:
    """The header and an example row of a node or relationship kind, fictional, with right check digits."""
    if kind in NODE_KINDS:
        mapping = node_mapping(kind, language)
        cells = _node_example(kind, language)
    else:
        mapping = relationship_mapping(language)
        cells = _relationship_example(kind, language)
    headers = _ordered(mapping, kind, language)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headers)
    writer.writerow([cells.get(header, "") for header in headers])
    return text.getvalue()


def _ordered(mapping: Mapping, kind: str, language: str) -> list[str]:
    first = list(mapping.recognize)
    if kind in RELATIONSHIP_KINDS:
        own = {getattr(p, language) for p in RELATIONSHIP_KINDS[kind].properties}
        every = {getattr(p, language) for k in RELATIONSHIP_KINDS.values() for p in k.properties}
        rest = [c for c in sorted(mapping.columns()) if c not in first and (c in own or c not in every)]
    else:
        rest = [c for c in sorted(mapping.columns()) if c not in first]
    return [*first, *rest]


def _identity(kind: str, language: str) -> dict[str, str]:
    local = {"local": "{" + _WORDS[language]["local"] + "}"}
    if kind == "Enterprise":
        return {name: _caption(kind, name, language) for name in _CODES} | local
    if kind == "Person":
        return {"id_number": _caption(kind, "id_number", language)} | local
    return local


def _end(end: str, language: str) -> dict[str, Any]:
    word = _WORDS[language]
    column = {name: word[end] + word[name] for name in ("type", "name", "code", "number")}
    local = word[end] + word["local"]
    return {
        "kind": {
            "column": column["type"],
            "map": {getattr(k, language): k.name for k in NODE_KINDS.values()} | {n: n for n in NODE_KINDS},
        },
        "required": True,
        "identity": {"uscc": column["code"], "id_number": column["number"], "local": "{" + local + "}"},
        "values": {"name": column["name"], "record_kind": column["name"]},
    }


def _add_subject(content: dict[str, Any], word: dict[str, str]) -> None:
    content["entities"]["subject"] = {
        "kind": {
            "column": word["subject_type"],
            "map": {"企业": "Enterprise", "自然人": "Person", "Enterprise": "Enterprise", "Person": "Person"},
        },
        "required": True,
        "when": word["subject"],
        "identity": {
            "uscc": word["subject_code"],
            "id_number": word["subject_number"],
            "local": "{" + word["local"] + "}",
        },
        "values": {"name": word["subject"]},
    }
    content["relationships"] = [{"kind": "SUBJECT_OF", "from": "subject", "to": "entity"}]


def _cell(declared: Property, language: str) -> dict[str, Any]:
    return {"column": getattr(declared, language)}


def _caption(kind: str, name: str, language: str) -> str:
    return str(getattr(NODE_KINDS[kind].property(name), language))


def _slug(kind: str) -> str:
    return "".join(("-" if c.isupper() and i else "") + c.lower() for i, c in enumerate(kind))


def _node_example(kind: str, language: str) -> dict[str, str]:
    word = _WORDS[language]
    cells = {word["local"]: "A-001", word["observed"]: "2026-06-30"}
    cells |= {_caption(kind, name, language): text for name, text in _EXAMPLES.get(kind, {}).items()}
    if kind == "CreditRecord":
        cells |= {word["subject_type"]: "企业" if language == "zh" else "Enterprise", word["subject"]: "样例甲有限公司",
                  word["subject_code"]: _CODE_A}  # fmt: skip
    return cells


def _relationship_example(kind: str, language: str) -> dict[str, str]:
    word, declared = _WORDS[language], RELATIONSHIP_KINDS[kind]
    cells = {word["kind"]: getattr(declared, language), word["record"]: "R-001", word["observed"]: "2026-06-30",
             word["valid_from"]: "2020-01-01"}  # fmt: skip
    for end, kinds, code in (("from", declared.from_kinds, _CODE_A), ("to", declared.to_kinds, _CODE_B)):
        chosen = kinds[0]
        cells[word[end] + word["type"]] = getattr(NODE_KINDS[chosen], language)
        cells[word[end] + word["name"]] = (
            "失信被执行人"
            if chosen == "CreditRecord"
            else "王样本"
            if chosen == "Person"
            else "样例市样例路18号3幢"
            if chosen == "ContactPoint"
            else "样例甲有限公司"
        )
        if chosen == "Enterprise":
            cells[word[end] + word["code"]] = code
        else:
            cells[word[end] + word["local"]] = f"{end}-001"
    return cells


_CODE_A, _CODE_B = "91370000XQ090002XJ", "91370000XQ0900038J"
_EXAMPLES: dict[str, dict[str, str]] = {
    "Enterprise": {"name": "样例甲有限公司", "uscc": _CODE_A, "enterprise_type": "company", "founded_on": "2019-03-05", "capital": "500万元"},
    "Person": {"name": "王样本", "birth_year": "1975"},
    "Project": {"name": "样例项目", "project_code": "P-001"},
    "Lot": {"name": "样例标段", "lot_code": "L-001", "submission_deadline": "2026-05-20 09:30"},
    "CreditRecord": {"record_kind": "失信被执行人", "ground": "第一条第一项", "decided_on": "2025-09-01", "listed_on": "2025-09-05", "state": "active"},
    "ContactPoint": {"contact": "address", "value": "样例市样例路18号3幢"},
}  # fmt: skip
