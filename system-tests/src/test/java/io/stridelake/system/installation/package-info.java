/** A running installation for tests: broker, registry, services and a provider. */
@NullMarked
package io.stridelake.system.installation;

import org.jspecify.annotations.NullMarked;
