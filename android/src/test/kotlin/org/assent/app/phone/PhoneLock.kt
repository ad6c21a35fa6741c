package org.assent.app.phone

import android.app.KeyguardManager
import android.content.Context
import android.content.pm.PackageManager
import android.hardware.biometrics.BiometricManager
import android.os.Build.VERSION.SDK_INT
import android.os.Build.VERSION_CODES
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowBiometricManager
import org.robolectric.shadows.ShadowFingerprintManager

/** A phone with a lock and mostly a finger that it knows, or with neither. */
fun setPhoneLock(context: Context, isThere: Boolean, knowsFinger: Boolean = isThere) {
    shadowOf(context.getSystemService(KeyguardManager::class.java)).setIsDeviceSecure(isThere)
    if (SDK_INT >= VERSION_CODES.Q) {
        Shadow.extract<ShadowBiometricManager>(context.getSystemService(BiometricManager::class.java)).setCanAuthenticate(knowsFinger)
    } else {
        shadowOf(context.packageManager).setSystemFeature(PackageManager.FEATURE_FINGERPRINT, knowsFinger)
        Shadow.extract<ShadowFingerprintManager>(context.getSystemService(Context.FINGERPRINT_SERVICE)).run {
            setIsHardwareDetected(knowsFinger)
            setDefaultFingerprints(if (knowsFinger) 1 else 0)
        }
    }
}
