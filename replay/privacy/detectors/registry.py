"""Which detectors there are, in the order in which they are told to people."""

from replay.privacy.detectors import (
    address,
    api_token,
    birth_date,
    card,
    email,
    iban,
    ip_address,
    mac_address,
    national_id,
    one_time_code,
    password,
    phone,
    pin,
    private_key,
    recovery,
    sensitive_words,
    url_credentials,
)
from replay.privacy.match import Detector

DETECTORS: tuple[Detector, ...] = (
    password,
    pin,
    private_key,
    recovery,
    api_token,
    url_credentials,
    card,
    one_time_code,
    iban,
    national_id,
    birth_date,
    phone,
    email,
    address,
    ip_address,
    mac_address,
    sensitive_words,
)
"""Every detector, a module each."""
