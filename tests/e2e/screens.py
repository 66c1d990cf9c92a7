"""The screens that docs/screens.md shows: name, the address of the page as the browser's routes write it, a line of text."""

from __future__ import annotations

from typing import NamedTuple


class Screen(NamedTuple):
    name: str
    route: str
    text: str


SCREENS = (
    Screen("home", "/", "Home: one search box, three tasks to begin with, what is loaded and how fresh, recent work."),
    Screen("home-en", "/", "The same in English."),
    Screen("search", "search", "Search by name, pinyin, initials, former name or code; each hit says what matched."),
    Screen("party", "party/:id/:view?", "A party: coverage first, own records, lawful reach and indications apart."),
    Screen("party-dark", "party/:id/:view?", "A listed party, dark."),
    Screen("proof", "party/:id/:view?", "The proof of a possible successor, from any line of the page."),
    Screen("ownership", "party/:id/:view?", "Ownership up and down, effective shares, controllers, beneficial owners."),
    Screen("timeline", "party/:id/:view?", "Roles, holdings and records over time; the slider asks the page as of its day."),
    Screen("sources", "party/:id/:view?", "What each source says, and where sources differ."),
    Screen("graph", "graph", "The graph: why a party is indicated, drawn; the same as a table below it."),
    Screen("reviews", "reviews", "Tender reviews that were made."),
    Screen("review-new", "reviews/new", "A new review: bidders are pasted, read from a spreadsheet, or those of a lot."),
    Screen("review", "reviews/:id/:step?", "Coverage, matrix, and findings with article, path and decision."),
    Screen("review-identity", "reviews/:id/:step?", "Who the bidders are, settled side by side."),
    Screen("review-report", "reviews/:id/:step?", "Report, letters, official queries, attestation, seal."),
    Screen("screening-new", "screenings", "Screening: a list is pasted or chosen, and what its columns mean."),
    Screen("screening-result", "screenings/:id", "Whom each line may mean, why, and what is recorded."),
    Screen("screening", "screenings/:id", "A line beside its candidates, to be decided."),
    Screen("identity", "identity", "Pairs that may be one party, with reasons for and against."),
    Screen("records", "records", "Records by kind, state, authority and date."),
    Screen("record", "records/:id", "One record, and whom it reaches by law."),
    Screen("loads-new", "loads", "A file is chosen: its first rows and what it is recognized as; loads so far."),
    Screen("loads", "loads/jobs/:job", "A dry run: what would change, and the rows that would be rejected, with reasons."),
    Screen("policies", "policies/:name?", "The policy of indications: every number with its reason; two compared on a party."),
    Screen("admin", "admin/:view?", "Principals, roles and keys."),
    Screen("audit", "admin/:view?", "The audit log, chained by hashes."),
    Screen("health", "admin/:view?", "Health: versions, sources, and the digest of the graph."),
)  # fmt: skip


def document() -> str:
    """The page docs/screens.md."""
    head = (
        "# Every page of the browser\n\n"
        "On the fictional sample county, at 1366 × 768. Made by `make screens`, which drives Chromium over it; what can be\n"
        "done on each page says [how to use the browser](how-to/use-the-browser.md).\n"
    )
    shown = (
        f"## {s.text.split(':')[0].rstrip('.')}\n\n{s.text}\n\n![{s.text}](screenshots/{s.name}.webp)\n"
        for s in SCREENS
    )
    return "\n".join((head, *shown))
