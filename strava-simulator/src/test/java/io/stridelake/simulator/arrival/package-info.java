@org.jspecify.annotations.NullMarked
package io.stridelake.simulator.arrival;
