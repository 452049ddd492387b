/** Who may ask for what, and how refusals look. */
@NullMarked
package io.stridelake.ingest.access;

import org.jspecify.annotations.NullMarked;
