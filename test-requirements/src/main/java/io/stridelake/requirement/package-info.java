/** What some tests need: from the machine they run on, and beside their JVM. */
@NullMarked
package io.stridelake.requirement;

import org.jspecify.annotations.NullMarked;
