"""Sending what is due, and the calendars that people subscribe to."""

from chungtay.reminders.services.feeds import close_feed, open_feed, read_feed
from chungtay.reminders.services.sending import send_due

__all__ = ["close_feed", "open_feed", "read_feed", "send_due"]
