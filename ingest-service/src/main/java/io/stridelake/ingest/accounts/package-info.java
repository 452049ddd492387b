/** Athletes' accounts at providers and who may change them. */
@NullMarked
package io.stridelake.ingest.accounts;

import org.jspecify.annotations.NullMarked;
