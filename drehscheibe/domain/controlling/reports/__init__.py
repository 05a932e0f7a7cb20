"""The yearly report: prefilled, judged, signed, frozen; what becomes of it afterwards."""
