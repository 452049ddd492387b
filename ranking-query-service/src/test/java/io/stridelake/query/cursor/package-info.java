@org.jspecify.annotations.NullMarked
package io.stridelake.query.cursor;
