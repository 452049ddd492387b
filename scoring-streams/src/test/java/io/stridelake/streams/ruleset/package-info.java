@NullMarked
package io.stridelake.streams.ruleset;

import org.jspecify.annotations.NullMarked;
