package io.stridelake.query.ranking;

import io.stridelake.query.cursor.Cursor;

/** A cursor and the text it was written as. */
record CursorParameter(Cursor cursor, String text) {}
