/** How many calls the provider still allows, learned from its answers alone. */
@NullMarked
package io.stridelake.ingest.quota;

import org.jspecify.annotations.NullMarked;
