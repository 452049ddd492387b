/** The conditions of rules and boards: CEL expressions over one activity. */
@NullMarked
package io.stridelake.rules.condition;

import org.jspecify.annotations.NullMarked;
