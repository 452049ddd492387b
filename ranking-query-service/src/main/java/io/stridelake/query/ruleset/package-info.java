/** The rule set of a generation. */
@NullMarked
package io.stridelake.query.ruleset;

import org.jspecify.annotations.NullMarked;
