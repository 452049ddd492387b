/** What operators and machines ask the service about itself. */
@NullMarked
package io.stridelake.ingest.operations;

import org.jspecify.annotations.NullMarked;
