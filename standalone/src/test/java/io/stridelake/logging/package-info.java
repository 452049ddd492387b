@org.jspecify.annotations.NullMarked
package io.stridelake.logging;
