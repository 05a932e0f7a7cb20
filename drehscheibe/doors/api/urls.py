"""The versioned JSON interface."""

from ninja import NinjaAPI

api = NinjaAPI(title="Drehscheibe", version="1.0.0")
