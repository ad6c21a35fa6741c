package org.assent.app

import org.junit.runners.model.FrameworkMethod
import org.robolectric.RobolectricTestRunner
import org.robolectric.internal.bytecode.InstrumentationConfiguration

/**
 * One copy of the bindings, of Kotlin and of coroutines for all of Robolectric's sandboxes: they share one native library,
 * which knows one implementation of each trait that an app hands in.
 */
class AppRunner(test: Class<*>) : RobolectricTestRunner(test) {
    override fun createClassLoaderConfig(method: FrameworkMethod): InstrumentationConfiguration =
        InstrumentationConfiguration.Builder(super.createClassLoaderConfig(method))
            .doNotAcquirePackage("org.assent.core.")
            .doNotAcquirePackage("kotlin.")
            .doNotAcquirePackage("kotlinx.")
            .build()
}
