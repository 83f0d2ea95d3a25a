"""Time arithmetic of the promises: calendars, pauses, deadlines. No database, no settings, no present moment."""
