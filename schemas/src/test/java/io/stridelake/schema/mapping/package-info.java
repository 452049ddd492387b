@org.jspecify.annotations.NullMarked
package io.stridelake.schema.mapping;
