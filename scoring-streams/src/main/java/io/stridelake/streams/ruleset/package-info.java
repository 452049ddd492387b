/** The ops calls that check, store and show rule sets. */
@NullMarked
package io.stridelake.streams.ruleset;

import org.jspecify.annotations.NullMarked;
