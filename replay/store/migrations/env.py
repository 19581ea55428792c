"""What Alembic runs: the revisions that are due, within the transaction that it is given."""

from alembic import context

from replay.store.schema import REVISION_TABLE

# The caller's transaction holds the store's lock: of two programs that start at once, one migrates.
context.configure(
    connection=context.config.attributes["connection"],
    version_table=REVISION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
