/** The whole service against a broker and a scripted provider. */
@NullMarked
package io.stridelake.ingest;

import org.jspecify.annotations.NullMarked;
