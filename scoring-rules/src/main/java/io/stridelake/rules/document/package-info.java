/** Reads a rule set's YAML, collecting every mistake with the place where it stands. */
@NullMarked
package io.stridelake.rules.document;

import org.jspecify.annotations.NullMarked;
