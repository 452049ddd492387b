/** The web page and its assets. */
@NullMarked
package io.stridelake.query.page;

import org.jspecify.annotations.NullMarked;
