"""The tree of byte ranges, and splicing by them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.errors import RefusedError, UnreadableFormError
from questionnaire_filler.forms.docx.addresses import parse_address
from questionnaire_filler.forms.docx.splice import Splice
from questionnaire_filler.forms.docx.tree import parse

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = f'<w:a xmlns:w="{W}"><w:b w:val="1 > 0"/><w:c>é</w:c ><!-- <w:b/> --><w:d></w:d></w:a>'.encode()


def cut(source, node):
    return source.data[node.start : node.end].decode()


def test_ranges_of_elements():
    source = parse(XML, "x")
    assert [cut(source, node) for node in source.root.children] == ['<w:b w:val="1 > 0"/>', "<w:c>é</w:c >", "<w:d></w:d>"]
    assert [node.close == node.end for node in source.root.children] == [True, False, False]
    assert source.data[source.inner(source.root.children[1]) : source.root.children[1].close].decode() == "é"


def test_strict_names_and_other_prefixes_read_the_same():
    strict = parse(b'<x:p xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main" x:val="1"/>', "x").root
    assert (strict.tag, strict.prefix, strict.attrs) == ("w:p", "x", {"w:val": "1"})


def test_elements_without_a_namespace_keep_their_names():
    assert parse(b"<a><b c='1'/></a>", "x").root.children[0].tag == "b"


def test_garbage_is_said():
    with pytest.raises(UnreadableFormError):
        parse(b"<a><b></a>", "x")


def test_appending_opens_a_self_closing_tag():
    splice = Splice(parse(XML, "x"))
    b, c, d = splice.source.root.children
    for node in (b, c, d):
        splice.append(node, b"1")
        splice.append(node, b"2")
        splice.prepend(node, b"0")
    assert splice.result().decode() == XML.decode().replace('0"/>', '0">012</w:b>').replace(">é<", ">0é12<").replace(
        "<w:d></w:d>", "<w:d>012</w:d>"
    )


def test_no_edit_no_change():
    assert Splice(parse(XML, "x")).result() == XML


def test_edits_that_meet_are_a_mistake():
    splice = Splice(parse(XML, "x"))
    splice.replace(5, 9, b"")
    splice.replace(7, 12, b"")
    with pytest.raises(AssertionError):
        splice.result()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_given_back_as_utf16(encoding):
    bom = "\ufeff".encode(encoding)
    data = bom + f'<?xml version="1.0" encoding="UTF-16"?><w:a xmlns:w="{W}">é</w:a>'.encode(encoding)
    splice = Splice(parse(data, "x"))
    assert splice.result() == data
    splice.append(splice.source.root, "ß".encode())
    assert splice.result().decode("utf-16").endswith(">éß</w:a>")


@settings(max_examples=50, deadline=None)
@given(st.recursive(st.text("ab<&é ", max_size=4), lambda kids: st.lists(kids, max_size=3), max_leaves=12))
def test_every_range_is_its_element(content):
    def build(node):
        if isinstance(node, str):
            return node.replace("&", "&amp;").replace("<", "&lt;")
        return f"<w:x>{''.join(map(build, node))}</w:x>" if node else "<w:x/>"

    source = parse(f'<w:r xmlns:w="{W}">{build(content)}</w:r>'.encode(), "x")
    for node in source.root.iter("w:x"):
        assert cut(source, node).startswith("<w:x")
        assert cut(source, node).endswith(("</w:x>", "<w:x/>"))
        assert cut(source, node).count("<w:x>") == cut(source, node).count("</w:x>")


@pytest.mark.parametrize("address", ["P1", "T0.R1.C2", "S0/P1", "X0/T1.R2.C3", "T0.R1.C2/T0.R0.C0", "P1#3"])
def test_addresses(address):
    assert parse_address(address).place == address.partition("#")[0]


@pytest.mark.parametrize("address", ["", "A1", "T0", "P1#", "P1#x", "T0.R1", "P-1", "P1/", "Sheet!B5"])
def test_no_addresses(address):
    with pytest.raises(RefusedError):
        parse_address(address)
