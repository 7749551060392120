"""The screens: they ask services and show answers.

The program is one Textual screen with one widget, the page; what clerks call screens are `View` objects that
compose rows of text for it. Measured on Textual 8.2.8, a push of a screen of fields costs 64 ms and 20 kB and a
focus change repaints everything; a row that did not change costs nothing here. Keys come from one queue and are
handled one after the other (X-11): there is no focus, no binding and no widget that could overtake.
"""
