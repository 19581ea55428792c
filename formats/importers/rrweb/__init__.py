"""rrweb: a page's document, its changes and the pointer; what PostHog, Sentry and Highlight record."""
