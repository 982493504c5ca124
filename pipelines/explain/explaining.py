"""A release coded afresh by the rules as they are now, with every step of it kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.dataset import code_release, find_contacts
from pipelines.explain.contacts import tell_contacts
from pipelines.explain.locate import locate
from pipelines.explain.readings import link_cues, read_sentences
from pipelines.explain.records import Explanation, Origin, Publication
from pipelines.parse import parse_document
from pipelines.parse.release import content_sha256_of
from pipelines.records import RawDocument, Refused
from pipelines.reference import load_reference
from pipelines.schema import PUBLISHED_BASES
from pipelines.storage import coding_key, coding_version

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipelines.dataset import Found
    from pipelines.explain.locate import Located
    from pipelines.records import Release
    from pipelines.reference import Reference

_PACKAGE = Path(__file__).resolve().parent.parent


def explain_release(release: str, raw: Path, processed: Path) -> Explanation:
    """Return what is found in a release, which rule gave each contact, and why the rest gave none.

    release: its address, release_id, or file. raw: folder with one folder a source. processed:
    folder of builds, which may be empty. Raises ReleaseNotFound when the name means no release.
    """
    reference = load_reference()
    located = locate(release, raw, processed, reference.sources)
    version = coding_version(coding_key(reference.folder, _PACKAGE))
    return explain_located(located, reference, version)


def explain_located(located: Located, reference: Reference, version: str) -> Explanation:
    """Return the explanation of a release that was found; version: of the rules."""
    content, source = located.content, located.source
    origin = _origin(located, version)
    parsed = parse_document(content, source) if isinstance(content, RawDocument) else content
    if isinstance(parsed, Refused):
        return Explanation(origin, refusals=(parsed,))
    coded = code_release(parsed, reference, version, source)
    publication = _publication(coded.release, reference)
    told = Explanation(origin, coded.release, publication, refusals=coded.refused)
    if coded.coding_version is None:
        return told
    found = find_contacts(coded.release, reference, source)
    cues = _cues_of_contacts(coded.release, found)
    contacts = tell_contacts(coded, cues, reference)
    return replace(
        told,
        is_coded=True,
        sentences=read_sentences(coded.release, found, reference),
        contacts=contacts.contacts,
        claims=coded.claims,
        refusals=(*coded.refused, *contacts.refusals),
    )


def _origin(located: Located, version: str) -> Origin:
    content = located.content
    return Origin(
        source_id=located.source.source_id,
        source_name=located.source.name,
        address=content.address,
        file=content.file if isinstance(content, RawDocument) else None,
        coding_version=version,
        notes=tuple(_notes(located, version)),
    )


def _notes(located: Located, version: str) -> Iterator[str]:
    content, row = located.content, located.row
    if not isinstance(content, RawDocument | Refused):
        yield "the raw file is not there: text and publication day are those of the build"
    if located.n_versions > 1:
        yield f"{located.n_versions} texts of this address lie in the raw folder; this is one"
    if row is None:
        if located.has_build:
            yield "the published build does not have it"
        return
    if isinstance(content, RawDocument) and row["content_sha256"] != content_sha256_of(
        content.content
    ):
        yield "the published build shows another text of this address"
    if row["coding_version"] and row["coding_version"] != version:
        n_contacts = row["n_contacts"]
        yield (
            f"the published build was coded by earlier rules ({row['coding_version']}) "
            f"and has {n_contacts} contact{'' if n_contacts == 1 else 's'} of it"
        )


def _publication(release: Release, reference: Reference) -> Publication:
    evidence = tuple(
        sorted(release.date_evidence, key=lambda one: PUBLISHED_BASES.index(one.basis))
    )
    used = next((one for one in evidence if one.basis == release.published_basis), None)
    return Publication(
        day=release.published_day,
        basis=release.published_basis,
        evidence=evidence,
        used=used,
        rule=reference.rules["DATE-EVIDENCE"],
    )


def _cues_of_contacts(release: Release, found: Found) -> list[tuple[str, ...]]:
    """Return the cues of each contact as written, the first told first."""
    linked = link_cues(found, release.published_day)
    return [
        tuple(
            dict.fromkeys(
                release.text[span.start : span.end]
                for span, contacts in sorted(linked.items())
                if number in contacts
            )
        )
        for number in range(1, len(found.coded.mentions) + 1)
    ]
