/** What {@code ./stride} does once it has a JVM: the commands, their words and exit codes. */
@NullMarked
package io.stridelake.cli;

import org.jspecify.annotations.NullMarked;
