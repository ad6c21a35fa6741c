/** Where the shared vectors (tests/vectors) lie. */
import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File

private val vectors = File(System.getProperty("vectors"))

fun read(name: String): JsonObject = JsonParser.parseString(File(vectors, name).readText()).asJsonObject

/** An export of another program. */
fun sample(file: String): ByteArray = File(vectors, "imports/$file").readBytes()

fun JsonObject.list(of: String): List<JsonObject> = getAsJsonArray(of).map(JsonElement::getAsJsonObject)

fun JsonObject.cases(of: String): List<JsonObject> = list(of).also { check(it.isNotEmpty()) }

fun JsonObject.text(name: String): String = this[name].asString

fun JsonObject.textOrNull(name: String): String? = this[name]?.takeUnless { it.isJsonNull }?.asString
