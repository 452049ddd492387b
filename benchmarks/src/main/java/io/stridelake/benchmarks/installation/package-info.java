/** A whole installation to measure, each part a process of its own on the loopback interface. */
@NullMarked
package io.stridelake.benchmarks.installation;

import org.jspecify.annotations.NullMarked;
