package org.assent.app.bridge

import org.assent.app.bridge.Problem.Kind
import org.assent.core.AppException

/** The core's error as the app has it. */
internal fun problemOf(error: AppException): Problem = when (error) {
    is AppException.Locked -> Problem(Kind.LOCKED, error.key, error.detail)
    is AppException.NoVault -> Problem(Kind.NO_VAULT, error.key, error.detail)
    is AppException.WrongPin -> Problem(Kind.WRONG_PIN, error.key, error.detail, error.triesLeft.toInt())
    is AppException.NoWayIn -> Problem(Kind.NO_WAY_IN, error.key, error.detail)
    is AppException.Damaged -> Problem(Kind.DAMAGED, error.key, error.detail)
    is AppException.Storage -> Problem(Kind.OTHER, error.key, error.detail)
    is AppException.NoNetwork -> Problem(Kind.NO_NETWORK, error.key, error.detail)
    is AppException.NoAnswer -> Problem(Kind.NO_NETWORK, error.key, error.detail)
    is AppException.ServerSaysNo -> Problem(Kind.OTHER, error.key, error.detail)
    is AppException.Expired -> Problem(Kind.EXPIRED, error.key, error.detail)
    is AppException.Settled -> Problem(Kind.SETTLED, error.key, error.detail)
    is AppException.NumberNeeded -> Problem(Kind.NUMBER_NEEDED, error.key, error.detail, error.digits.toInt())
    is AppException.NumberWrong -> Problem(Kind.NUMBER_WRONG, error.key, error.detail)
    is AppException.Unlinked -> Problem(Kind.UNLINKED, error.key, error.detail)
    is AppException.NotLinked -> Problem(Kind.NOT_LINKED, error.key, error.detail)
    is AppException.Duplicate -> Problem(Kind.DUPLICATE, error.key, error.existing)
    is AppException.Undecided -> Problem(Kind.UNDECIDED, error.key, error.detail, error.count.toInt())
    is AppException.PasswordNeeded -> Problem(Kind.PASSWORD_NEEDED, error.key, error.detail)
    is AppException.WrongPassword -> Problem(Kind.WRONG_PASSWORD, error.key, error.detail)
    is AppException.MoveCodeWrong -> Problem(Kind.MOVE_CODE_WRONG, error.key, error.detail, error.triesLeft.toInt())
    is AppException.BadInput -> Problem(Kind.OTHER, error.key, error.detail)
    is AppException.KeyGone -> Problem(Kind.KEY_GONE, error.key, error.detail)
    is AppException.NotConfirmed -> Problem(Kind.NOT_CONFIRMED, error.key, error.detail)
    is AppException.Untrusted -> Problem(Kind.OTHER, error.key, error.detail)
    is AppException.Cancelled -> Problem(Kind.CANCELLED, error.key, error.detail)
    is AppException.Internal -> Problem(Kind.OTHER, error.key, error.detail)
}
