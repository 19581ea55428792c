"""What an MCAP file says of itself beside its messages: names, metadata, attachments, counts."""

from dataclasses import dataclass, field
from typing import Any

from formats.importers.owamcap.records import Opcode, parse

ATTACHMENT_BYTES = 1 << 20
REPEATED = frozenset({Opcode.SCHEMA, Opcode.CHANNEL, Opcode.STATISTICS})
"""What the summary repeats of the data."""
TAKEN = REPEATED | {Opcode.HEADER, Opcode.METADATA, Opcode.ATTACHMENT}
"""What is read of it."""
_ATTACHMENTS = 64


@dataclass(slots=True)
class Contents:
    """Collected from the records that are no messages."""

    profile: str = ""
    library: str = ""
    schemas: dict[int, str] = field(default_factory=dict)
    """Their names."""
    channels: dict[int, Any] = field(default_factory=dict)
    """As the library has them."""
    metadata: dict[str, dict[str, str]] = field(default_factory=dict)
    attachments: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Name, media type and data of each that is small."""
    left_out: int = 0
    """Attachments that are too large to be kept."""
    messages_due: int | None = None
    """How many messages were written, by the statistics."""

    def has_no_room_for(self, size_bytes: int) -> bool:
        """Say whether an attachment is not to be kept: it is too large, or one too many."""
        return size_bytes > ATTACHMENT_BYTES or len(self.attachments) >= _ATTACHMENTS

    def take(self, opcode: int, body: bytes) -> None:
        """Read a record; one that tells nothing here is left alone.

        Raises:
            DamagedError: It cannot be taken apart.
        """
        if opcode == Opcode.SCHEMA:
            schema = parse("Schema", body)
            self.schemas[schema.id] = schema.name
        elif opcode == Opcode.CHANNEL:
            channel = parse("Channel", body)
            self.channels[channel.id] = channel
        elif opcode == Opcode.HEADER:
            header = parse("Header", body)
            self.profile, self.library = header.profile, header.library
        elif opcode == Opcode.STATISTICS:
            self.messages_due = parse("Statistics", body).message_count
        elif opcode == Opcode.METADATA:
            metadata = parse("Metadata", body)
            self.metadata[metadata.name] = metadata.metadata
        elif opcode == Opcode.ATTACHMENT:
            attachment = parse("Attachment", body)
            self.attachments.append((attachment.name, attachment.media_type, attachment.data))
