/** What somebody did, in one form for every provider: the catalogue's language. */
@NullMarked
package io.stridelake.activity;

import org.jspecify.annotations.NullMarked;
