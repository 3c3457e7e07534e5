"""How does every change reach the log, bulk updates and raw SQL included?

By triggers of the database, made from the models after each migration. A trigger runs in the
transaction of the change: either both are there or neither is.
"""

from __future__ import annotations

from collections.abc import Collection

from django.apps import AppConfig, apps
from django.db import connection, models, transaction

from onrecord.web.audit.functions import START
from onrecord.web.site.models import Versioned

_PREFIX = "onrecord_"
_PACKAGE = "onrecord.web."
_CHAINED = ("at", "actor", "action", "subject", "subject_id", "fields", "seal")


def audited() -> list[type[models.Model]]:
    """Return every model of ours whose rows the log covers: all but the log itself."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith(_PACKAGE) and config.label != "audit"
        for model in config.get_models(include_auto_created=True)
    ]


def content_of(model: type[models.Model], alias: str) -> str:
    """Return the SQL for the content of a row that is sealed: every column, quoted by SQLite."""
    columns = [field.column for field in model._meta.concrete_fields]
    return " || '|' || ".join(f'quote({alias}."{column}")' for column in columns)


def expected(chosen: Collection[type[models.Model]] | None = None) -> dict[str, str]:
    """Return every trigger that must be in the database: name and SQL."""
    wanted = {f"{_PREFIX}head": _head_sql(), **_log_guards()}
    for model in audited() if chosen is None else chosen:
        for event in ("insert", "update", "delete"):
            wanted[f"{_PREFIX}{model._meta.db_table}_{event}"] = _change_sql(model, event)
        wanted.update(_version_guards(model))
    return wanted


def installed() -> dict[str, str]:
    """Return the triggers of ours that are in the database: name and SQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: sql for name, sql in cursor.fetchall() if name.startswith(_PREFIX)}


def install(sender: AppConfig, **_signal: object) -> None:
    """Bring the triggers in line with the models; called after each app's migration.

    Where a table has got other columns, its rows are sealed again, as entries of their own.
    """
    if sender.label != _last_label():
        return
    tables = set(connection.introspection.table_names())
    if "audit_entry" not in tables:
        return
    present = [model for model in audited() if model._meta.db_table in tables]
    before, wanted = installed(), expected(present)
    changed = {name for name, sql in wanted.items() if before.get(name) != sql}
    with transaction.atomic(), connection.cursor() as cursor:
        for name in set(before) - set(wanted) | (changed & set(before)):
            cursor.execute(f'DROP TRIGGER "{name}"')
        for name in changed:
            cursor.execute(wanted[name])
        for model in present:
            if f"{_PREFIX}{model._meta.db_table}_insert" in changed:
                _seal_again(model)


def append_sql(action: str, subject: str, subject_id: str, fields: str, seal: str) -> str:
    """Return the SQL that appends one entry to the log; the arguments are SQL expressions."""
    values = ("onrecord_now()", "onrecord_actor()", action, subject, subject_id, fields, seal)
    named = ", ".join(f"{value} AS {name}" for value, name in zip(values, _CHAINED, strict=True))
    # LIMIT keeps SQLite from merging the subquery, so that the clock is read once and the
    # digest covers what is stored.
    return (
        f"INSERT INTO audit_entry ({', '.join(_CHAINED)}, previous, digest) "
        f"SELECT e.*, p.digest, onrecord_chain(p.digest, {', '.join(f'e.{n}' for n in _CHAINED)}) "
        f"FROM (SELECT {named} LIMIT 1) e, "
        f"(SELECT coalesce((SELECT digest FROM audit_entry ORDER BY seq DESC LIMIT 1), "
        f"'{START}') AS digest LIMIT 1) p"
    )


def _change_sql(model: type[models.Model], event: str) -> str:
    table = model._meta.db_table
    row = "OLD" if event == "delete" else "NEW"
    pk = model._meta.pk.column
    fields = _changed_fields(model) if event == "update" else "''"
    append = append_sql(
        f"'{event}'",
        f"'{table}'",
        f'CAST({row}."{pk}" AS TEXT)',
        fields,
        f"onrecord_seal({content_of(model, row)})",
    )
    return (
        f'CREATE TRIGGER "{_PREFIX}{table}_{event}" AFTER {event.upper()} ON "{table}" '
        f"BEGIN {append}; END"
    )


def _changed_fields(model: type[models.Model]) -> str:
    parts = [
        f'CASE WHEN OLD."{field.column}" IS NOT NEW."{field.column}" '
        f"THEN '{field.column} ' ELSE '' END"
        for field in model._meta.concrete_fields
    ]
    return f"trim({' || '.join(parts)})"


def _head_sql() -> str:
    return (
        f'CREATE TRIGGER "{_PREFIX}head" AFTER INSERT ON "audit_entry" BEGIN '
        "INSERT OR REPLACE INTO audit_head (id, seq, digest, code) "
        "VALUES (1, NEW.seq, NEW.digest, onrecord_head(NEW.seq, NEW.digest)); END"
    )


def _log_guards() -> dict[str, str]:
    return {
        f"{_PREFIX}log_no_{event}": (
            f'CREATE TRIGGER "{_PREFIX}log_no_{event}" BEFORE {event.upper()} ON "audit_entry" '
            "BEGIN SELECT RAISE(ABORT, 'an entry of the log is never changed'); END"
        )
        for event in ("update", "delete")
    }


def _version_guards(model: type[models.Model]) -> dict[str, str]:
    """Return the trigger that keeps versions and other immutable rows as they are."""
    if not (issubclass(model, Versioned) or getattr(model, "immutable", False)):
        return {}
    table = model._meta.db_table
    name = f"{_PREFIX}{table}_fixed"
    return {
        name: (
            f'CREATE TRIGGER "{name}" BEFORE UPDATE ON "{table}" '
            "BEGIN SELECT RAISE(ABORT, 'a version is never changed in place'); END"
        )
    }


def _last_label() -> str:
    return [c.label for c in apps.get_app_configs() if c.name.startswith(_PACKAGE)][-1]


def _seal_again(model: type[models.Model]) -> None:
    table, pk = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT CAST("{pk}" AS TEXT), onrecord_seal({content_of(model, "t")}) '
            f'FROM "{table}" t ORDER BY "{pk}"'
        )
        rows = cursor.fetchall()
        for row_id, row_seal in rows:
            cursor.execute(
                append_sql("'schema'", "%s", "%s", "''", "%s"), [table, row_id, row_seal]
            )
